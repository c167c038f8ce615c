"""Objects of cloth, leather and knots: folded batik, shirts, bags, purses, sandals, hangings."""

from pos.ui.art.layers import Motif, cloth, fill, line, shadow

KAIN: Motif = (
    shadow(188, 92),
    fill("M76 164 Q70 164 70 170 V180 Q70 187 78 187 H242 Q250 187 250 180 V170 Q250 164 244 164 Z", "deep"),
    cloth("M80 138 Q72 138 72 146 V158 Q72 166 80 166 H240 Q248 166 248 158 V146 Q248 138 240 138 Z"),
    line("M80 166 H240", "deep", 2, strength=60),
    cloth("M84 60 H236 Q246 60 246 70 V132 Q246 142 236 142 H84 Q74 142 74 132 V70 Q74 60 84 60 Z"),
    fill("M74 126 H246 V132 Q246 142 236 142 H84 Q74 142 74 132 Z", "deep", strength=45),
    fill("M196 60 H216 V142 H196 Z", "pale", strength=92),
    fill("M200 60 H212 V142 H200 Z", "accent"),
    line("M206 64 V138", "pale", 1.6, strength=70),
)

KAIN_GANTUNG: Motif = (
    line("M66 58 H254", "wood", 7),
    line("M70 56 H250", "wood_deep", 2, strength=40),
    cloth("M86 58 H158 V178 Q140 184 122 178 Q104 172 86 178 Z"),
    cloth("M162 58 H234 V160 Q216 166 198 160 Q180 154 162 160 Z", "deep", figure="light"),
    fill("M86 58 H158 V68 H86 Z M162 58 H234 V68 H162 Z", "ink", strength=18),
    fill("M86 168 Q104 162 122 168 Q140 174 158 168 V178 Q140 184 122 178 Q104 172 86 178 Z", "accent"),
    fill("M162 150 Q180 144 198 150 Q216 156 234 150 V160 Q216 166 198 160 Q180 154 162 160 Z", "pale"),
    line("M104 70 V168 M140 70 V170 M180 70 V148 M216 70 V152", "ink", 1.6, strength=14),
    fill("O62 58 6 6 O258 58 6 6", "wood_deep"),
)

SYAL: Motif = (
    shadow(192, 62),
    cloth("M162 104 L198 92 L238 166 L202 184 Z", "deep", figure="light"),
    line("M204 184 L208 194 M214 179 L218 189 M224 174 L229 184 M234 169 L239 178", "deep", 3),
    cloth("E O160 84 66 38 O160 74 40 18"),
    fill(
        "M120 74 C124 62 140 56 160 56 C180 56 196 62 200 74 C196 66 180 62 160 62 C140 62 124 66 120 74 Z",
        "deep",
    ),
    cloth("M130 104 L178 108 L184 182 L126 182 Z", "body"),
    line("M130 182 V194 M140 182 V195 M150 182 V195 M160 182 V195 M170 182 V195 M180 182 V194", "body", 3),
    line("M130 106 L126 180", "ink", 2, strength=20),
    fill("M124 100 C136 86 176 88 188 102 C186 118 130 120 124 100 Z", "deep"),
    line("M130 100 C144 92 168 94 180 102", "light", 2, strength=70),
)

KEMEJA: Motif = (
    cloth(
        "M128 54 L92 68 Q84 71 80 80 L68 116 L98 128 L104 112 V188 H216 V112 L222 128 L252 116 L240 80 "
        "Q236 71 228 68 L192 54 Q160 74 128 54 Z"
    ),
    fill("M128 54 L146 84 L160 66 L174 84 L192 54 Q160 68 128 54 Z", "deep"),
    fill("M136 55 Q160 66 184 55 Q174 64 160 66 Q146 64 136 55 Z", "ink", strength=55),
    line("M160 68 V188", "deep", 2.4),
    fill("O165 96 2.6 2.6 O165 122 2.6 2.6 O165 148 2.6 2.6 O165 174 2.6 2.6", "pale"),
    line("M104 112 V184 M216 112 V184", "ink", 1.8, strength=25),
    fill("M180 102 H204 V122 Q192 130 180 122 Z", "deep", strength=70),
    line("M69 114 L98 126 M251 114 L222 126", "deep", 3),
)

OUTER: Motif = (
    cloth("M132 52 L100 62 Q90 66 86 78 L70 150 L96 158 L104 124 V190 H148 V96 Z"),
    cloth(
        "M188 52 L220 62 Q230 66 234 78 L250 150 L224 158 L216 124 V190 H172 V96 Z", "deep", figure="light"
    ),
    fill("M132 52 L148 96 V190 H140 V100 L122 55 Z", "accent"),
    fill("M188 52 L172 96 V190 H180 V100 L198 55 Z", "accent"),
    fill("M132 52 Q160 66 188 52 L172 96 V120 H148 V96 Z", "pale", strength=55),
    line("M72 144 L97 151 M248 144 L223 151", "accent_deep", 4),
)

TAPLAK: Motif = (
    shadow(190, 84),
    fill("M84 84 H94 V188 H84 Z M226 84 H236 V188 H226 Z", "wood_deep"),
    cloth(
        "M62 72 H258 L270 150 L246 138 L222 154 L198 138 L174 154 L160 144 L146 154 L122 138 L98 154 "
        "L74 138 L50 150 Z"
    ),
    fill("M62 72 H258 L260 86 H60 Z", "light"),
    line("M62 72 H258", "deep", 3),
    fill("M132 72 C130 58 136 52 146 50 H174 C184 52 190 58 188 72 Z", "accent"),
    line("M160 50 V34 M152 50 C150 44 148 40 142 38 M168 50 C170 44 172 40 178 38", "leaf", 3),
    fill("O160 33 5 5 O141 37 4.5 4.5 O179 37 4.5 4.5", "pale"),
)

TOTEBAG: Motif = (
    shadow(190, 58),
    line("M126 92 C126 40 152 40 152 92", "deep", 7),
    line("M168 92 C168 40 194 40 194 92", "deep", 7),
    cloth("M100 84 H220 L228 184 Q228 190 221 190 H99 Q92 190 92 184 Z"),
    fill("M100 84 H220 L221 98 H99 Z", "deep"),
    line("M104 91 H216", "light", 1.4, strength=70),
    fill("R122 116 76 46 8", "pale", strength=94),
    fill(
        "M160 124 C167 130 167 138 160 143 C153 138 153 130 160 124 Z M146 136 C154 136 159 141 160 148 "
        "C152 149 147 144 146 136 Z M174 136 C166 136 161 141 160 148 C168 149 173 144 174 136 Z",
        "accent_deep",
    ),
    line("M146 154 H174", "accent_deep", 2),
)

TAS_BULAT: Motif = (
    shadow(190, 54),
    line("M112 96 C96 40 224 40 208 96", "deep", 7),
    cloth("O160 128 62 62", "body", "anyam", size=62),
    line("O160 128 60 60", "deep", 6),
    line("O160 128 44 44", "deep", 2, strength=60),
    fill("M106 100 Q160 128 214 100 Q210 92 206 86 Q160 108 114 86 Q110 92 106 100 Z", "deep"),
    fill("R150 100 20 26 8", "accent"),
    fill("O160 112 3.4 3.4", "pale"),
)

TAS_BULAT_LUKIS: Motif = (
    *TAS_BULAT[:5],
    fill("M106 100 Q160 128 214 100 Q210 92 206 86 Q160 108 114 86 Q110 92 106 100 Z", "deep"),
    fill("O142 146 9 9 O158 136 9 9 O174 146 9 9 O168 164 9 9 O148 164 9 9", "accent"),
    fill("O158 151 7 7", "pale"),
    fill(
        "M120 150 C112 142 112 134 116 130 C124 134 126 142 120 150 Z M200 150 C208 142 208 134 204 130 "
        "C196 134 194 142 200 150 Z",
        "leaf",
    ),
    fill("R150 98 20 20 8", "accent_deep"),
)

CLUTCH: Motif = (
    shadow(180, 92),
    cloth("R70 74 180 104 14", "body"),
    fill("M70 88 Q70 74 84 74 H236 Q250 74 250 88 V96 L172 134 Q160 140 148 134 L70 96 Z", "deep"),
    line("M72 94 L150 130 Q160 135 170 130 L248 94", "light", 1.6, strength=80),
    fill("O160 130 10 10", "accent"),
    fill("O160 130 4.4 4.4", "pale"),
    line("M246 168 C262 172 266 186 262 196", "accent_deep", 4),
    fill("M256 194 H268 L266 206 H258 Z", "accent"),
)

POUCH: Motif = (
    shadow(186, 76),
    cloth("M86 88 H234 Q240 88 240 96 L246 168 Q246 184 230 184 H90 Q74 184 74 168 L80 96 Q80 88 86 88 Z"),
    fill("M86 76 H234 Q242 76 242 84 V96 H78 V84 Q78 76 86 76 Z", "deep"),
    line("M86 86 H234", "pale", 2.4, strength=85),
    line("M226 86 C240 92 244 104 240 116", "accent", 4),
    fill("M234 112 H248 L246 128 H236 Z", "accent_deep"),
    fill("R112 122 56 34 6", "pale", strength=92),
    line("M122 134 H158 M122 144 H146", "deep", 2.4, strength=80),
)

DOMPET: Motif = (
    shadow(182, 84),
    fill("R82 66 156 84 12", "deep"),
    fill("R94 58 60 40 5", "pale"),
    fill("R100 64 26 16 3", "accent"),
    cloth("R76 80 168 100 14", "body"),
    line("M84 96 H236 M84 172 H236", "light", 1.6, strength=60),
    fill("M244 112 H208 Q194 112 194 128 Q194 144 208 144 H244 Z", "deep"),
    fill("O212 128 6.4 6.4", "accent"),
)

KARTU: Motif = (
    shadow(184, 58),
    fill("R122 54 76 50 6", "pale"),
    fill("R130 62 24 15 3", "accent"),
    line("M130 88 H188", "metal_deep", 2, strength=50),
    fill("R116 68 88 52 7", "accent_deep"),
    cloth("R106 82 108 102 12", "body"),
    fill("M106 112 Q160 138 214 112 V94 Q214 82 202 82 H118 Q106 82 106 94 Z", "deep"),
    line("M114 176 H206 M114 120 V172 M206 120 V172", "light", 1.8, strength=65),
)

RANSEL: Motif = (
    shadow(192, 60),
    line("M142 62 C142 46 178 46 178 62", "deep", 6),
    fill("R90 108 22 70 10 R208 108 22 70 10", "deep"),
    cloth(
        "M104 96 C104 66 128 56 160 56 C192 56 216 66 216 96 V176 Q216 190 202 190 H118 Q104 190 104 176 Z"
    ),
    fill("M104 96 C104 66 128 56 160 56 C192 56 216 66 216 96 V108 Q160 128 104 108 Z", "deep"),
    fill("R118 136 84 42 10", "light"),
    line("M118 150 H202", "deep", 2.4),
    fill("R152 114 16 30 5", "accent"),
    fill("R126 114 6 22 3 R188 114 6 22 3", "accent_deep"),
)

SELEMPANG: Motif = (
    shadow(190, 66),
    line("M96 116 C84 30 236 30 224 116", "deep", 6),
    cloth("R88 96 144 92 20", "body"),
    fill(
        "M88 116 Q88 96 108 96 H212 Q232 96 232 116 V128 C232 156 196 160 160 160 C124 160 88 156 88 128 Z",
        "deep",
    ),
    line("M96 128 C98 148 128 152 160 152 C192 152 222 148 224 128", "light", 1.8, strength=70),
    fill("R150 142 20 30 6", "accent"),
    fill("O160 164 3 3", "pale"),
    fill("O96 112 5 5 O224 112 5 5", "metal"),
)

SANDAL: Motif = (
    shadow(186, 84),
    fill(
        "M96 60 C118 52 140 62 142 92 C143 116 136 128 138 152 C140 176 128 188 112 188 C94 188 86 174 88 152 "
        "C90 130 76 110 78 90 C79 74 84 64 96 60 Z",
        "deep",
    ),
    fill(
        "M98 68 C114 62 132 70 134 93 C135 116 128 128 130 152 C131 170 124 180 112 180 C100 180 94 170 96 152 "
        "C98 130 85 110 86 91 C87 78 90 71 98 68 Z",
        "light",
    ),
    cloth("M80 108 C92 86 124 84 142 104 L138 130 C124 112 102 112 90 134 Z"),
    fill(
        "M224 60 C202 52 180 62 178 92 C177 116 184 128 182 152 C180 176 192 188 208 188 C226 188 234 174 232 "
        "152 C230 130 244 110 242 90 C241 74 236 64 224 60 Z",
        "deep",
    ),
    fill(
        "M222 68 C206 62 188 70 186 93 C185 116 192 128 190 152 C189 170 196 180 208 180 C220 180 226 170 224 "
        "152 C222 130 235 110 234 91 C233 78 230 71 222 68 Z",
        "light",
    ),
    cloth("M240 108 C228 86 196 84 178 104 L182 130 C196 112 218 112 230 134 Z"),
    fill("O112 106 4 4 O208 106 4 4", "accent"),
)

SABUK: Motif = (
    shadow(186, 80),
    line("O160 122 66 54", "deep", 26),
    line("O160 118 66 54", "body", 24),
    line("O160 118 66 54", "light", 1.6, strength=70),
    fill("R132 150 56 44 8", "metal_deep"),
    fill("R140 158 40 28 5", "body"),
    line("M140 172 H176", "metal", 5),
    fill("O204 158 3 3 O216 148 3 3 O226 136 3 3", "ink", strength=60),
)

BANDO: Motif = (
    shadow(186, 70),
    line("M96 180 C80 30 240 30 224 180", "deep", 20),
    line("M96 178 C82 34 238 34 224 178", "body", 13),
    cloth("M160 66 C128 34 104 44 106 66 C108 88 134 92 160 76 Z"),
    cloth("M160 66 C192 34 216 44 214 66 C212 88 186 92 160 76 Z"),
    fill("R149 58 22 26 9", "accent"),
    line("M122 58 C132 62 142 66 150 70 M198 58 C188 62 178 66 170 70", "deep", 2, strength=55),
)

UDENG: Motif = (
    shadow(178, 82),
    cloth(
        "M80 148 C82 92 120 72 160 72 C200 72 238 92 240 148 Q200 130 160 130 Q120 130 80 148 Z",
        "deep",
        figure="light",
    ),
    cloth("M76 142 Q160 108 244 142 L248 172 Q160 142 72 172 Z"),
    cloth("M160 126 C138 108 120 84 128 60 C150 68 162 92 166 122 Z", "body"),
    cloth("M166 122 C176 100 196 84 214 82 C208 106 190 120 168 130 Z", "deep", figure="light"),
    fill("O165 128 9 9", "accent"),
)

MAKRAME: Motif = (
    line("M76 58 H244", "wood", 8),
    line("M118 58 L160 36 L202 58", "deep", 2.6),
    cloth("M92 60 H228 V120 L160 176 L92 120 Z", "light", "makrame", figure="deep", size=92),
    line("M92 62 V124 L160 180 L228 124 V62", "pale", 4),
    line("M100 130 V168 M112 140 V176 M124 150 V184 M136 160 V192 M148 170 V196", "pale", 4, both=True),
    line("M160 180 V202", "pale", 4),
    fill("O160 120 7 7 O124 96 5 5 O196 96 5 5", "accent"),
    fill("O72 58 6 6 O248 58 6 6", "wood_deep"),
)

GANTUNGAN_POT: Motif = (
    line("M160 38 V60", "pale", 4),
    line("M160 60 L118 128 M160 60 L202 128 M160 60 L146 130 M160 60 L174 130", "pale", 3.4),
    fill("O160 60 6 6 O139 94 4.4 4.4 O181 94 4.4 4.4", "accent"),
    fill(
        "M160 128 C140 116 132 98 136 84 C150 90 160 106 160 128 Z M160 128 C180 116 188 98 184 84 C170 90 160 "
        "106 160 128 Z M160 128 C150 112 150 94 160 78 C170 94 170 112 160 128 Z",
        "leaf",
    ),
    cloth("M112 126 H208 L198 166 Q196 174 186 174 H134 Q124 174 122 166 Z"),
    fill("M108 120 H212 V132 H108 Z", "deep"),
    line("M122 140 L160 178 L198 140 M140 136 L160 178 L180 136", "pale", 3),
    line("M152 180 L148 202 M160 180 V206 M168 180 L172 202", "pale", 3.4),
)

TALI: Motif = (
    shadow(188, 84),
    line(
        "M96 164 C64 92 104 60 152 78 C196 96 200 150 160 148 C128 146 140 96 184 76 C232 56 252 108 224 164",
        "deep",
        17,
    ),
    line(
        "M96 164 C64 92 104 60 152 78 C196 96 200 150 160 148 C128 146 140 96 184 76 C232 56 252 108 224 164",
        "light",
        11,
    ),
    line(
        "M92 150 C70 96 104 64 150 82 C190 100 196 144 162 144 C134 142 146 98 186 80 C226 62 246 106 226 152",
        "deep",
        1.8,
        strength=60,
    ),
    line("O97 172 11 11 O223 172 11 11", "metal_deep", 6),
    line("O97 172 11 11 O223 172 11 11", "metal", 2.6),
    fill("R84 150 26 14 6 R210 150 26 14 6", "accent"),
)

GANTUNGAN_KUNCI: Motif = (
    line("O160 66 24 24", "metal_deep", 7),
    line("O160 66 24 24", "metal", 3),
    line("M160 90 V112", "metal_deep", 5),
    fill("R151 98 18 14 5", "metal"),
    cloth(
        "M126 112 H194 Q204 112 204 122 V168 Q204 192 180 192 H140 Q116 192 116 168 V122 Q116 112 126 112 Z"
    ),
    line("M124 122 V166 Q124 184 142 184 H178 Q196 184 196 166 V122", "light", 1.8, strength=80),
    fill("O160 124 4.6 4.6", "ink", strength=70),
)

_RING: Motif = (
    line("O160 58 20 20", "metal_deep", 7),
    line("O160 58 20 20", "metal", 3),
    line("M160 78 V122", "deep", 2.6),
    fill("O160 92 10 10", "accent"),
    fill("O160 112 8 8", "pale"),
    fill("O157 88 3 3", "pale", strength=70),
)

GANTUNGAN_MANIK: Motif = (
    *_RING,
    fill("O160 138 19 19", "body"),
    fill("O160 168 14 14", "accent_deep"),
    fill("O153 131 5 5 O155 163 4 4", "pale", strength=70),
    line("M152 182 L146 198 M160 184 V202 M168 182 L174 198", "body", 3.4),
)
MANIK_BUNGA: Motif = (
    *_RING,
    fill("O160 134 17 17 O134 152 17 17 O186 152 17 17 O144 182 17 17 O176 182 17 17", "body"),
    fill("O160 160 16 16", "accent"),
    fill("O154 129 4 4 O128 147 4 4 O180 147 4 4", "pale", strength=65),
    fill("O155 155 4 4", "pale", strength=70),
)
MANIK_HATI: Motif = (
    *_RING,
    fill(
        "M160 202 C122 176 110 158 116 140 C124 120 150 122 160 142 C170 122 196 120 204 140 C210 158 198 176 160 202 Z",
        "body",
    ),
    fill(
        "M130 142 C134 134 142 134 146 138 C140 142 134 148 132 156 C128 152 128 146 130 142 Z",
        "pale",
        strength=65,
    ),
)
MANIK_BINTANG: Motif = (
    *_RING,
    fill(
        "M160 116 L173 146 L206 149 L181 170 L189 202 L160 185 L131 202 L139 170 L114 149 L147 146 Z", "body"
    ),
    fill("M160 132 L168 152 L188 154 L172 167 L177 187 L160 176 Z", "light", strength=75),
    fill("O160 162 8 8", "accent"),
)
MANIK_IKAN: Motif = (
    *_RING,
    fill("M108 160 C124 124 184 120 206 160 C184 200 124 196 108 160 Z", "body"),
    fill("M200 160 L230 136 C226 152 226 168 230 184 Z", "deep"),
    fill("O132 154 6 6", "pale"),
    fill("O131 154 3 3", "ink"),
    line("M154 138 C164 150 164 170 154 182 M174 138 C184 150 184 170 174 182", "light", 4),
)
MANIK_KUCING: Motif = (
    *_RING,
    fill("M122 150 L120 118 L144 132 Z M198 150 L200 118 L176 132 Z", "body"),
    fill("O160 162 42 38", "body"),
    fill("O145 158 5 6 O175 158 5 6", "ink"),
    fill("M154 168 H166 L160 175 Z", "accent"),
    line("M160 175 V180 M150 184 Q156 184 160 180 Q164 184 170 184 M122 168 H136 M198 168 H184", "ink", 2.4),
)
MANIK_BULAN: Motif = (
    *_RING,
    fill("M186 126 C140 116 112 150 122 182 C134 210 180 210 198 182 C168 190 148 160 186 126 Z", "body"),
    fill("M186 140 L191 151 L203 152 L194 160 L197 172 L186 165 Z", "accent"),
)
MANIK_DAUN: Motif = (
    *_RING,
    fill("M160 118 C206 140 204 184 160 206 C116 184 114 140 160 118 Z", "body"),
    line(
        "M160 124 V200 M160 146 L182 136 M160 146 L138 136 M160 168 L186 156 M160 168 L134 156", "light", 3.4
    ),
)

PEMBATAS: Motif = (
    shadow(190, 60),
    fill("M122 58 L172 50 L186 176 L154 168 L134 184 Z", "deep"),
    cloth("M126 60 L170 53 L182 168 L154 160 L137 174 Z", "body", "flora", size=58),
    fill("O150 68 5 5", "pale"),
    line("M150 66 C168 40 196 46 198 72 C199 90 190 96 192 112", "accent", 3),
    line("M188 112 L184 130 M192 112 V132 M196 112 L200 130", "accent_deep", 3),
)

MOTIFS: dict[str, Motif] = {
    "kain": KAIN,
    "kain_gantung": KAIN_GANTUNG,
    "syal": SYAL,
    "kemeja": KEMEJA,
    "outer": OUTER,
    "taplak": TAPLAK,
    "totebag": TOTEBAG,
    "tas_bulat": TAS_BULAT,
    "tas_lukis": TAS_BULAT_LUKIS,
    "clutch": CLUTCH,
    "pouch": POUCH,
    "dompet": DOMPET,
    "kartu": KARTU,
    "ransel": RANSEL,
    "selempang": SELEMPANG,
    "sandal": SANDAL,
    "sabuk": SABUK,
    "bando": BANDO,
    "udeng": UDENG,
    "makrame": MAKRAME,
    "gantungan_pot": GANTUNGAN_POT,
    "tali": TALI,
    "gantungan_kunci": GANTUNGAN_KUNCI,
    "gantungan_manik": GANTUNGAN_MANIK,
    "manik_bunga": MANIK_BUNGA,
    "manik_hati": MANIK_HATI,
    "manik_bintang": MANIK_BINTANG,
    "manik_ikan": MANIK_IKAN,
    "manik_kucing": MANIK_KUCING,
    "manik_bulan": MANIK_BULAN,
    "manik_daun": MANIK_DAUN,
    "pembatas": PEMBATAS,
}
