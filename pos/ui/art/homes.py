"""Objects of the house: baskets, mats, lamps, bowls, mugs, vases, boards, clocks, candles."""

from pos.ui.art.layers import Motif, cloth, fill, line, shadow

KERANJANG: Motif = (
    shadow(190, 66),
    line("M108 96 C108 36 212 36 212 96", "deep", 9),
    line("M108 96 C108 38 212 38 212 96", "light", 2.4, strength=80),
    cloth("M92 96 H228 L214 180 Q212 190 202 190 H118 Q108 190 106 180 Z", "body", "anyam", size=78),
    fill("M84 86 H236 Q242 86 242 93 Q242 104 234 104 H86 Q78 104 78 93 Q78 86 84 86 Z", "deep"),
    line("M88 95 H232", "light", 2, strength=75),
    fill("M96 128 H224 L222 142 H98 Z", "accent", strength=90),
)

BESEK: Motif = (
    shadow(190, 74),
    cloth("M88 136 H232 L226 182 Q225 190 217 190 H103 Q95 190 94 182 Z", "body", "anyam", size=72),
    cloth(
        "M78 104 H242 V138 Q242 146 234 146 H86 Q78 146 78 138 Z", "light", "anyam", figure="deep", size=72
    ),
    fill("M78 104 H242 V112 H78 Z", "deep", strength=60),
    cloth("M98 78 H222 L230 104 H90 Z", "body", "anyam", size=52),
    line("M160 74 V190", "accent", 6),
    fill(
        "M160 78 C146 58 130 60 134 72 C138 82 152 82 160 78 C168 82 182 82 186 72 C190 60 174 58 160 78 Z",
        "accent",
    ),
)

KOTAK_TISU: Motif = (
    shadow(190, 82),
    fill("M140 92 C134 72 146 56 142 46 C158 50 166 46 182 52 C176 64 188 76 182 92 Z", "pale"),
    line("M154 88 C150 74 158 64 156 54 M168 88 C164 76 172 66 170 56", "metal", 2, strength=70),
    cloth("R78 92 164 96 14", "body", "anyam", size=72),
    fill("M78 106 Q78 92 92 92 H228 Q242 92 242 106 V112 H78 Z", "deep"),
    fill("O160 100 36 6", "ink", strength=55),
    line("M86 176 H234", "deep", 3, strength=60),
)

TIKAR: Motif = (
    shadow(186, 100),
    cloth("M116 70 H258 V160 H116 Z", "body", "ikat", size=80),
    fill("M250 70 H258 V160 H250 Z", "deep"),
    line(
        "M258 76 H266 M258 88 H266 M258 100 H266 M258 112 H266 M258 124 H266 M258 136 H266 M258 148 H266",
        "body",
        2.4,
    ),
    cloth("M74 58 H134 V174 H74 Q58 174 58 116 Q58 58 74 58 Z", "light", "ikat", figure="deep", size=80),
    fill("O134 116 17 58", "deep"),
    line("O134 116 11 46", "light", 2.6),
    line("O134 116 5 32", "light", 2.6),
    line("M78 88 H122 M76 144 H122", "accent", 5),
)

KARPET: Motif = (
    shadow(188, 96),
    fill("O160 122 100 66", "deep"),
    fill("O160 119 100 66", "body"),
    line("O160 119 88 58", "figure", 4),
    line("O160 119 76 50", "accent", 8),
    line("O160 119 62 41", "figure", 3),
    cloth("O160 119 54 35", "deep", "flora", figure="light", size=70),
    line("O160 119 96 63", "light", 1.8, strength=80),
)

LAMPU: Motif = (
    line("M160 24 V62", "ink", 3.4),
    fill("R148 56 24 12 4", "deep"),
    fill("M96 176 L70 206 H250 L224 176 Z", "pale", strength=28),
    cloth("M134 68 H186 C216 88 230 128 232 172 H88 C90 128 104 88 134 68 Z", "body", "anyam", size=72),
    line(
        "M126 74 C110 100 100 136 98 170 M194 74 C210 100 220 136 222 170 M160 68 V172",
        "deep",
        3,
        strength=70,
    ),
    fill("M84 166 H236 Q240 166 240 172 Q240 180 234 180 H86 Q80 180 80 172 Q80 166 84 166 Z", "deep"),
    fill("M138 180 H182 C182 196 138 196 138 180 Z", "pale"),
)

NAMPAN: Motif = (
    shadow(184, 98),
    line("M76 116 C50 108 50 140 76 136 M244 116 C270 108 270 140 244 136", "deep", 8),
    fill("O160 128 96 50", "deep"),
    cloth("O160 122 96 50", "body", "anyam", size=62),
    cloth("O160 124 80 39", "light", "anyam", figure="body", size=62),
    line("O160 124 80 39", "deep", 2.4),
    fill("M136 112 H168 V124 C168 134 136 134 136 124 Z", "pale"),
    line("M168 116 C180 114 180 128 168 126", "pale", 4),
    fill("O152 113 16 4", "accent_deep"),
)

TATAKAN: Motif = (
    shadow(186, 92),
    cloth("O124 140 48 44", "deep", "anyam", figure="body", size=56),
    line("O124 140 46 42", "body", 4),
    cloth("O200 140 48 44", "body", "anyam", size=56),
    line("O200 140 46 42", "deep", 4),
    cloth("O160 104 52 47", "light", "anyam", figure="body", size=56),
    line("O160 104 50 45", "accent", 5),
    line("O160 104 26 23", "deep", 2.4),
    fill("O160 104 7 6", "accent"),
)

TATAKAN_SIMPUL: Motif = (
    shadow(184, 84),
    line(
        "M92 92 L72 84 M88 112 L66 110 M88 132 L66 136 M94 152 L74 162 M108 168 L94 182 M128 178 L120 196",
        "pale",
        3.4,
        both=True,
    ),
    line("M108 74 L96 60 M130 64 L124 48", "pale", 3.4, both=True),
    fill("O160 120 72 62", "pale"),
    line("O160 120 64 55", "body", 5),
    cloth("O160 120 52 45", "light", "makrame", figure="deep", size=66),
    line("O160 120 52 45", "deep", 3),
    fill("O160 120 10 9", "accent"),
)

POT_COVER: Motif = (
    shadow(192, 62),
    fill(
        "M160 112 C136 104 118 84 116 60 C140 66 158 86 160 112 Z M160 112 C184 104 202 84 204 60 C180 66 162 86 "
        "160 112 Z M160 112 C144 92 146 64 160 44 C174 64 176 92 160 112 Z",
        "leaf",
    ),
    line("M160 110 V58 M154 104 L128 72 M166 104 L192 72", "ink", 1.6, strength=25),
    cloth("M98 108 H222 L214 178 Q212 192 200 192 H120 Q108 192 106 178 Z", "body", "anyam", size=84),
    fill("M90 102 H230 Q236 102 236 110 Q236 120 228 120 H92 Q84 120 84 110 Q84 102 90 102 Z", "deep"),
    line("M96 111 H224", "light", 2, strength=70),
    line("M104 154 H216", "accent", 7),
)

TALENAN: Motif = (
    shadow(190, 60),
    fill(
        "M146 52 Q146 42 160 42 Q174 42 174 52 V82 H202 Q214 82 214 94 V178 Q214 190 202 190 H118 Q106 190 106 178 "
        "V94 Q106 82 118 82 H146 Z",
        "wood_deep",
    ),
    cloth(
        "M150 52 Q150 45 160 45 Q170 45 170 52 V86 H200 Q210 86 210 96 V176 Q210 186 200 186 H120 Q110 186 110 176 "
        "V96 Q110 86 120 86 H150 Z",
        "wood",
        "serat",
        figure="wood_deep",
        size=100,
        angle=90,
    ),
    fill("O160 56 5 5", "wood_deep"),
    fill("M138 150 C128 130 138 112 160 106 C182 112 192 130 182 150 C172 160 148 160 138 150 Z", "accent"),
    fill("M160 106 C156 98 162 92 168 92 C168 100 166 104 160 106 Z", "leaf"),
    fill("O150 128 4 7", "pale", strength=55),
)

MANGKUK: Motif = (
    shadow(186, 62),
    fill("M128 172 H192 L186 188 H134 Z", "wood_deep"),
    cloth(
        "M72 96 H248 C248 142 214 176 160 176 C106 176 72 142 72 96 Z",
        "wood",
        "serat",
        figure="wood_deep",
        size=110,
    ),
    fill("O160 96 88 22", "wood_deep"),
    fill("O160 98 78 16", "ink", strength=35),
    line("M82 118 C96 150 126 166 160 166 C194 166 224 150 238 118", "accent", 4),
)

SENDOK: Motif = (
    shadow(192, 64),
    line("M128 108 V186", "wood", 12),
    fill("M128 48 C150 48 156 80 150 98 C146 112 110 112 106 98 C100 80 106 48 128 48 Z", "wood"),
    fill("M128 58 C142 58 146 80 142 93 C139 102 117 102 114 93 C110 80 114 58 128 58 Z", "wood_deep"),
    line("M196 108 V186", "wood", 12),
    fill(
        "M174 50 Q174 46 179 46 Q183 46 183 50 V78 H191 V50 Q191 46 196 46 Q201 46 201 50 V78 H209 V50 Q209 46 213 46 "
        "Q218 46 218 50 V92 C218 112 174 112 174 92 Z",
        "wood",
    ),
    line("M128 166 V184 M196 166 V184", "accent", 12),
    line("M128 122 V152 M196 122 V152", "wood_deep", 2, strength=60),
)

UKIRAN: Motif = (
    shadow(192, 70),
    fill("R86 46 148 146 12", "wood_deep"),
    fill("R94 54 132 130 8", "wood"),
    line("R100 60 120 118 5", "wood_deep", 2.4),
    fill("M160 172 C150 158 150 146 160 136 C170 146 170 158 160 172 Z", "wood_deep"),
    line(
        "M160 140 C138 138 118 122 124 102 C128 88 146 90 146 104 C146 114 134 116 132 108",
        "wood_deep",
        6,
        both=True,
    ),
    line("M160 128 C150 112 148 92 160 74", "wood_deep", 6, both=True),
    fill("M160 96 C150 86 150 76 160 66 C170 76 170 86 160 96 Z", "accent"),
    line("M110 168 C120 150 132 148 144 160", "wood_deep", 5, both=True),
    fill("O114 134 5 5", "accent", both=True),
)

JAM: Motif = (
    fill(
        "M160 38 C176 48 184 44 196 54 C204 66 216 64 222 78 C222 92 232 98 230 116 C232 134 222 140 222 156 C216 170 "
        "204 168 196 180 C184 190 176 186 160 196 C144 186 136 190 124 180 C116 168 104 170 98 156 C98 140 88 134 90 "
        "116 C88 98 98 92 98 78 C104 64 116 66 124 54 C136 44 144 48 160 38 Z",
        "wood_deep",
    ),
    fill("O160 117 58 66", "wood"),
    fill("O160 117 48 54", "pale"),
    line("M160 70 V78 M160 156 V164 M118 117 H126 M194 117 H202", "ink", 4),
    line("M160 117 V86 M160 117 L182 130", "ink", 5),
    fill("O160 117 5 5", "accent"),
    line("M138 82 L141 87 M182 82 L179 87 M138 152 L141 147 M182 152 L179 147", "ink", 2.4, strength=60),
)

MUG: Motif = (
    shadow(190, 64),
    line("M206 96 C248 92 248 158 200 156", "deep", 13),
    line("M206 96 C246 94 246 156 200 156", "body", 9),
    fill("M100 66 H212 V164 Q212 190 186 190 H126 Q100 190 100 164 Z", "body"),
    cloth("M100 112 H212 V156 H100 Z", "deep", "*", figure="light", size=62),
    fill("O156 66 56 11", "light"),
    fill("O156 67 47 8", "ink", strength=65),
    fill("M112 82 H122 V104 H112 Z", "pale", strength=45),
    line("M136 50 C130 42 142 38 136 30 M158 50 C152 42 164 38 158 30", "pale", 3.4, strength=80),
)

PIRING: Motif = (
    shadow(188, 84),
    fill("O160 122 78 68", "deep"),
    fill("O160 119 78 68", "pale"),
    cloth("E O160 119 72 62 O160 119 48 41", "body"),
    line("O160 119 72 62", "deep", 2),
    line("O160 119 48 41", "deep", 2),
    fill(
        "M160 92 C168 104 168 112 160 119 C152 112 152 104 160 92 Z M160 146 C168 134 168 126 160 119 C152 126 152 "
        "134 160 146 Z M134 119 C144 112 152 112 160 119 C152 126 144 126 134 119 Z M186 119 C176 112 168 112 160 119 "
        "C168 126 176 126 186 119 Z",
        "accent",
    ),
    fill("O160 119 4.4 4.4", "accent_deep"),
)

VAS: Motif = (
    shadow(192, 48),
    line("M150 66 C146 44 128 38 120 28 M160 66 V22 M170 66 C174 44 192 38 200 28", "leaf", 3.4),
    fill("O119 28 8 8 O160 22 9 9 O201 28 8 8 O138 42 5 5 O182 42 5 5", "accent"),
    fill("O119 28 3 3 O160 22 3.4 3.4 O201 28 3 3", "pale"),
    cloth(
        "M144 66 H176 V82 C176 96 208 104 208 140 C208 168 190 190 176 192 H144 C130 190 112 168 112 140 C112 104 144 96 "
        "144 82 Z"
    ),
    fill("M138 60 H182 Q186 60 186 65 Q186 71 181 71 H139 Q134 71 134 65 Q134 60 138 60 Z", "deep"),
    fill("M114 128 Q160 146 206 128 L208 140 Q160 160 112 140 Z", "deep", strength=75),
    fill("M130 112 C122 120 120 134 122 146 C128 138 130 124 136 114 Z", "pale", strength=40),
)

VAS_LEBAR: Motif = (
    shadow(192, 60),
    line("M160 74 C158 52 140 44 132 30 M164 74 C170 50 186 46 190 32", "wood_deep", 3),
    fill("O130 28 5 10 O140 40 4.4 8 O192 30 5 10 O182 44 4.4 8 O152 50 4 7", "pale"),
    cloth(
        "M126 76 H194 L188 92 C220 104 232 128 224 152 C218 176 204 192 186 192 H134 C116 192 102 176 96 152 C88 128 100 "
        "104 132 92 Z"
    ),
    fill("M120 68 H200 Q205 68 205 74 Q205 81 199 81 H121 Q115 81 115 74 Q115 68 120 68 Z", "deep"),
    line("M92 140 C110 150 210 150 228 140", "accent", 6),
    fill("M114 116 C104 124 102 136 104 146 C112 140 114 126 122 116 Z", "pale", strength=40),
)

POT: Motif = (
    shadow(192, 50),
    fill("M148 104 Q146 72 160 56 Q174 72 172 104 Z", "leaf"),
    line("M160 62 V102 M153 74 V102 M167 74 V102", "ink", 1.6, strength=28),
    fill(
        "M136 106 Q120 98 118 82 Q134 80 142 96 Q146 102 146 106 Z M184 106 Q200 98 202 82 Q186 80 178 96 Q174 102 174 "
        "106 Z",
        "leaf",
    ),
    fill("O160 54 6 6 O160 46 4 4", "accent"),
    cloth("M116 118 H204 L194 182 Q192 192 184 192 H136 Q128 192 126 182 Z"),
    fill(
        "M108 104 H212 Q216 104 216 110 V118 Q216 124 211 124 H109 Q104 124 104 118 V110 Q104 104 108 104 Z",
        "deep",
    ),
)

LILIN: Motif = (
    shadow(192, 54),
    fill("M160 36 C174 54 176 66 160 76 C144 66 146 54 160 36 Z", "accent"),
    fill("M160 50 C167 60 168 66 160 72 C152 66 153 60 160 50 Z", "pale"),
    line("M160 74 V90", "ink", 3),
    cloth("M108 96 H212 V174 Q212 192 194 192 H126 Q108 192 108 174 Z"),
    fill("O160 96 52 12", "pale"),
    fill("O160 97 44 9", "light", strength=80),
    line("M160 82 V96", "ink", 3),
    fill("R128 128 64 40 6", "pale", strength=94),
    line("M140 142 H180 M146 154 H174", "deep", 2.6, strength=80),
)

CELENGAN: Motif = (
    shadow(190, 70),
    fill("R112 160 20 28 8 R188 160 20 28 8", "deep"),
    line("M84 124 C70 120 70 104 82 106", "deep", 5),
    fill("O160 126 76 54", "body"),
    cloth("O160 132 58 36", "body", "*", size=56),
    fill("M206 84 L228 66 L232 98 Z", "deep"),
    fill("O226 122 22 20", "light"),
    fill("O220 122 4 5.4 O233 122 4 5.4", "deep"),
    fill("O204 104 5 5", "ink"),
    fill("R140 78 40 7 3.4", "ink"),
    fill("O160 60 17 17", "accent"),
    line("O160 60 11 11", "accent_deep", 2.4),
)

KOTAK_HADIAH: Motif = (
    shadow(192, 66),
    cloth("R96 98 128 92 8", "body"),
    fill("R86 78 148 30 8", "deep"),
    fill("M148 78 H172 V190 H148 Z", "accent"),
    line(
        "M160 78 C136 38 104 56 118 72 C126 80 146 80 160 78 C174 80 194 80 202 72 C216 56 184 38 160 78",
        "accent",
        8,
    ),
    fill("O160 76 9 9", "accent_deep"),
)

KANTONG: Motif = (
    shadow(192, 52),
    line("M138 74 C138 40 182 40 182 74", "deep", 5),
    cloth("M106 72 H214 V184 Q214 192 206 192 H114 Q106 192 106 184 Z", "light", "*", figure="body"),
    fill("M106 72 H214 V82 H106 Z", "deep"),
    fill("O160 132 28 28", "pale", strength=95),
    fill(
        "M160 112 C168 122 168 132 160 140 C152 132 152 122 160 112 Z M142 130 C152 130 158 136 160 146 C150 146 144 140 "
        "142 130 Z M178 130 C168 130 162 136 160 146 C170 146 176 140 178 130 Z",
        "accent_deep",
    ),
)

KARTU_UCAPAN: Motif = (
    shadow(190, 74),
    fill("M92 62 L208 50 L222 168 L106 180 Z", "deep"),
    fill("M92 74 H228 V186 H92 Z", "pale"),
    cloth("M100 82 H152 V178 H100 Z", "body"),
    fill("O190 108 9 9 O180 122 9 9 O200 122 9 9 O184 136 9 9 O196 136 9 9", "accent"),
    fill("O190 123 6 6", "pale"),
    line("M172 158 H212 M178 168 H206", "deep", 2.6, strength=70),
)

MOTIFS: dict[str, Motif] = {
    "keranjang": KERANJANG,
    "besek": BESEK,
    "kotak_tisu": KOTAK_TISU,
    "tikar": TIKAR,
    "karpet": KARPET,
    "lampu": LAMPU,
    "nampan": NAMPAN,
    "tatakan": TATAKAN,
    "tatakan_simpul": TATAKAN_SIMPUL,
    "pot_cover": POT_COVER,
    "talenan": TALENAN,
    "mangkuk": MANGKUK,
    "sendok": SENDOK,
    "ukiran": UKIRAN,
    "jam": JAM,
    "mug": MUG,
    "piring": PIRING,
    "vas": VAS,
    "vas_lebar": VAS_LEBAR,
    "pot": POT,
    "lilin": LILIN,
    "celengan": CELENGAN,
    "kotak_hadiah": KOTAK_HADIAH,
    "kantong": KANTONG,
    "kartu_ucapan": KARTU_UCAPAN,
}
