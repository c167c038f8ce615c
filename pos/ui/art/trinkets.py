"""Small objects: necklaces, rings, earrings, brooches, dolls, toys."""

from pos.ui.art.layers import Motif, cloth, fill, line, shadow

KALUNG: Motif = (
    line("M94 48 C96 120 128 160 160 160 C192 160 224 120 226 48", "deep", 3),
    fill("O97 76 6 6 O104 97 7 7 O114 117 8 8 O128 134 9.4 9.4 O142 147 10.4 10.4", "body", both=True),
    fill("O160 152 12 12", "accent"),
    fill("O160 176 8 14", "body"),
    fill("O156 148 4 4 O157 170 2.6 4", "pale", strength=70),
    fill("O112 114 2.4 2.4 O126 131 2.8 2.8 O139 143 3 3", "pale", strength=60, both=True),
    fill("O92 58 5 5", "accent", both=True),
)

KALUNG_LAPIS: Motif = (
    line("M104 46 C104 96 132 120 160 120 C188 120 216 96 216 46", "accent_deep", 4),
    line("M88 46 C86 140 124 182 160 182 C196 182 234 140 232 46", "deep", 3),
    fill("O92 86 8 8 O100 112 9 9 O114 136 10 10 O132 156 11 11", "body", both=True),
    fill("O152 172 12 12 O168 172 12 12", "body"),
    fill("O112 90 5 5 O124 106 5.6 5.6 O140 116 6 6 O160 120 6.6 6.6", "accent", both=True),
    fill("O97 109 3 3 O110 132 3.2 3.2 O128 152 3.4 3.4", "pale", strength=65, both=True),
)

GELANG: Motif = (
    shadow(184, 72),
    line("O160 120 62 50", "deep", 4),
    *(
        fill(f"O{x} {y} 12 12", ink)
        for x, y, ink in (
            (160, 70, "body"),
            (186, 74, "accent"),
            (207, 88, "body"),
            (220, 108, "pale"),
            (220, 132, "body"),
            (207, 152, "accent"),
            (186, 166, "body"),
            (160, 170, "pale"),
            (134, 166, "body"),
            (113, 152, "accent"),
            (100, 132, "body"),
            (100, 108, "pale"),
            (113, 88, "body"),
            (134, 74, "accent"),
        )
    ),
    fill(
        "O156 66 4 4 O182 70 4 4 O203 84 4 4 O109 84 4 4 O130 70 4 4 O216 128 4 4 O96 128 4 4",
        "pale",
        strength=60,
    ),
)

GELANG_LOGAM: Motif = (
    shadow(180, 76),
    line("M204 76 C236 96 240 150 196 166 C164 178 116 172 98 146 C82 118 100 82 140 74", "deep", 20),
    line("M204 76 C236 96 240 150 196 166 C164 178 116 172 98 146 C82 118 100 82 140 74", "body", 14),
    line(
        "M206 74 C238 96 240 148 196 164 C164 174 118 170 101 146 C86 120 102 84 140 72",
        "light",
        3,
        strength=90,
    ),
    fill("O140 74 12 12 O204 76 12 12", "accent"),
    fill("O136 70 4 4 O200 72 4 4", "pale", strength=75),
)

ANTING: Motif = (
    line("M112 70 C108 48 132 46 130 64 V82", "metal_deep", 3.6),
    line("M192 70 C188 48 212 46 210 64 V82", "metal_deep", 3.6),
    cloth("O130 128 34 46", "body", "*", size=56),
    cloth("O210 128 34 46", "body", "*", size=56),
    line("O130 128 33 45", "deep", 3),
    line("O210 128 33 45", "deep", 3),
    fill("O130 84 7 7 O210 84 7 7", "accent"),
    fill("O118 110 5 12 O198 110 5 12", "pale", strength=45),
)

ANTING_RESIN: Motif = (
    line("M112 66 C108 46 132 44 130 60 V76", "metal_deep", 3.6),
    line("M192 66 C188 46 212 44 210 60 V76", "metal_deep", 3.6),
    fill(
        "M130 76 C170 110 164 176 130 186 C96 176 90 110 130 76 Z M210 76 C250 110 244 176 210 186 C176 176 170 110 210 "
        "76 Z",
        "light",
        strength=80,
    ),
    line(
        "M130 76 C170 110 164 176 130 186 C96 176 90 110 130 76 Z M210 76 C250 110 244 176 210 186 C176 176 170 110 210 "
        "76 Z",
        "deep",
        3,
    ),
    fill(
        "O130 132 7 7 O119 143 7 7 O141 143 7 7 O123 156 7 7 O137 156 7 7 O210 132 7 7 O199 143 7 7 O221 143 7 7 O203 156 "
        "7 7 O217 156 7 7",
        "accent",
    ),
    fill("O130 146 5.4 5.4 O210 146 5.4 5.4", "pale"),
    line(
        "M130 124 V100 M124 116 L118 108 M136 116 L142 108 M210 124 V100 M204 116 L198 108 M216 116 L222 108",
        "leaf",
        2.6,
    ),
)

ANTING_PERAK: Motif = (
    line("M112 74 C108 52 132 50 130 68 V84", "metal_deep", 3.6),
    line("M192 74 C188 52 212 50 210 68 V84", "metal_deep", 3.6),
    fill("M130 84 L154 128 L130 176 L106 128 Z M210 84 L234 128 L210 176 L186 128 Z", "metal"),
    fill("M130 84 L130 176 L106 128 Z M210 84 L210 176 L186 128 Z", "metal_deep", strength=45),
    line("M130 84 L154 128 L130 176 L106 128 Z M210 84 L234 128 L210 176 L186 128 Z", "metal_deep", 3),
    fill("O130 128 10 12 O210 128 10 12", "accent"),
    fill("O127 123 3 4 O207 123 3 4", "pale", strength=80),
    fill("O130 184 4.4 4.4 O210 184 4.4 4.4", "metal_deep"),
)

CINCIN: Motif = (
    shadow(190, 46),
    line("O160 138 46 46", "metal_deep", 18),
    line("O160 138 46 46", "metal", 12),
    line("M122 124 C126 110 136 100 148 96", "pale", 4),
    fill("M134 84 L148 62 H172 L186 84 L160 106 Z", "accent"),
    fill("M134 84 H186 L160 106 Z", "accent_deep"),
    fill("M148 62 L156 84 L134 84 Z", "pale", strength=55),
    line("M134 84 L148 62 H172 L186 84 L160 106 Z", "metal_deep", 3),
    line("M146 104 L136 92 M174 104 L184 92", "metal_deep", 5),
)

LIONTIN: Motif = (
    line("M104 36 C112 76 138 92 160 94 C182 92 208 76 216 36", "metal_deep", 3.4),
    line("O160 98 8 8", "metal_deep", 4),
    fill("M160 106 C200 126 204 162 160 196 C116 162 120 126 160 106 Z", "metal"),
    fill("M160 106 C120 126 116 162 160 196 Z", "metal_deep", strength=38),
    line("M160 106 C200 126 204 162 160 196 C116 162 120 126 160 106 Z", "metal_deep", 3.4),
    line("M160 182 C146 166 142 152 150 142 M160 182 C174 166 178 152 170 142", "metal_deep", 2.6),
    fill("O160 142 13 16", "accent"),
    fill("O155 136 4 5", "pale", strength=75),
)

KUPU: Motif = (
    shadow(190, 60),
    cloth("M156 112 C132 60 92 50 86 74 C80 100 112 122 152 122 Z", "body", both=True),
    cloth("M154 124 C118 126 98 150 112 170 C126 186 152 160 158 134 Z", "deep", figure="light", both=True),
    fill("O112 88 9 9 O126 156 7 7", "accent", both=True),
    line("M158 96 C152 80 144 72 136 70", "ink", 3, both=True),
    fill("R154 96 12 74 6", "ink"),
    fill("O160 92 8 8", "ink"),
)

BROS: Motif = (
    shadow(190, 58),
    cloth("O160 78 26 30", "body"),
    cloth("O121 106 30 26 O199 106 30 26", "body"),
    cloth("O136 152 28 28 O184 152 28 28", "deep", figure="light"),
    line("O160 78 26 30", "deep", 2.4),
    line("O121 106 30 26 O199 106 30 26 O136 152 28 28 O184 152 28 28", "ink", 2, strength=25),
    fill("O160 120 25 25", "accent"),
    line("O160 120 17 17", "accent_deep", 2.6),
    fill("O160 120 7 7", "pale"),
    fill("M206 160 C226 158 236 170 236 186 C218 188 206 178 206 160 Z", "leaf"),
)

BROS_BULAT: Motif = (
    shadow(190, 56),
    line("M120 164 C112 180 104 184 98 200 M140 172 V202", "deep", 7),
    cloth("O160 110 66 62", "deep", "*", figure="light", size=60),
    fill("O160 110 46 43", "pale"),
    cloth("O160 110 40 37", "body", "*", size=52),
    fill("O160 110 15 14", "accent"),
    fill("O155 105 5 4.4", "pale", strength=70),
    line("O160 110 66 62", "deep", 2.6),
)

BROS_LOGAM: Motif = (
    shadow(188, 62),
    fill(
        "M160 168 C120 172 84 142 86 84 C124 88 156 118 160 168 Z M160 168 C200 172 236 142 234 84 C196 88 164 118 160 168 "
        "Z",
        "body",
    ),
    fill("M160 164 C128 132 128 84 160 50 C192 84 192 132 160 164 Z", "light"),
    line("M160 162 V70 M152 150 L104 102 M168 150 L216 102", "deep", 3),
    line(
        "M160 96 L146 84 M160 96 L174 84 M160 118 L142 104 M160 118 L178 104 M128 126 H112 M192 126 H208",
        "deep",
        2.4,
    ),
    fill("O160 168 12 12", "accent"),
    fill("O156 164 4 4", "pale", strength=75),
    fill("O104 96 3 3 O122 110 3 3 O216 96 3 3 O198 110 3 3", "pale", strength=70),
)

_ONDEL_BODY: Motif = (
    shadow(194, 46),
    line("M142 66 L112 36 M150 60 L132 26 M160 58 V22 M170 60 L188 26 M178 66 L208 36", "leaf", 3.4),
    fill("O112 36 6.6 6.6 O132 26 6.6 6.6 O160 20 6.6 6.6 O188 26 6.6 6.6 O208 36 6.6 6.6", "red"),
    fill("O112 36 2.4 2.4 O132 26 2.4 2.4 O160 20 2.4 2.4 O188 26 2.4 2.4 O208 36 2.4 2.4", "pale"),
    cloth("M124 128 H196 L212 186 Q212 194 204 194 H116 Q108 194 108 186 Z"),
    fill("M112 130 L132 124 L128 160 L98 172 Z M208 130 L188 124 L192 160 L222 172 Z", "deep"),
    cloth("M126 124 H194 L166 186 H154 Z", "accent", "kawung", figure="pale", size=46),
    fill("M138 122 H182 L160 148 Z", "pale"),
)
_ONDEL_FACE: Motif = (
    fill(
        "M120 92 C116 56 140 48 160 48 C180 48 204 56 200 92 C190 74 178 68 160 68 C142 68 130 74 120 92 Z",
        "ink",
    ),
    line("M128 76 C146 62 174 62 192 76", "accent", 5),
    fill("O160 62 5 5", "pale"),
    fill("O145 92 5.4 6 O175 92 5.4 6", "ink"),
    fill("O147 90 1.8 1.8 O177 90 1.8 1.8", "pale"),
)

ONDEL: Motif = (
    *_ONDEL_BODY,
    fill("O160 94 37 40", "pale"),
    *_ONDEL_FACE,
    line("M137 82 Q145 77 152 83 M168 83 Q175 77 183 82", "ink", 2.6),
    fill("M149 112 Q160 106 171 112 Q160 122 149 112 Z", "red"),
    fill("O133 106 6 4.6 O187 106 6 4.6", "red", strength=40),
)

ONDEL_LAKI: Motif = (
    *_ONDEL_BODY,
    fill("O160 94 37 40", "red"),
    *_ONDEL_FACE,
    line("M136 82 L152 86 M168 86 L184 82", "ink", 4),
    fill("M138 110 Q150 100 160 106 Q170 100 182 110 Q170 108 160 111 Q150 108 138 110 Z", "ink"),
    fill("M150 116 Q160 112 170 116 Q160 124 150 116 Z", "pale"),
)

ONDEL_KUNCI: Motif = (
    line("O160 48 18 18", "metal_deep", 6),
    line("O160 48 18 18", "metal", 2.6),
    *ONDEL[4:],
)

BERUANG: Motif = (
    shadow(194, 54),
    fill("O124 70 19 19 O196 70 19 19", "deep"),
    fill("O124 71 10 10 O196 71 10 10", "light"),
    fill("M108 152 C84 148 84 178 104 182 L120 176 Z M212 152 C236 148 236 178 216 182 L200 176 Z", "deep"),
    cloth("O160 164 46 34", "body", "rajut", size=72),
    fill("O130 190 18 9 O190 190 18 9", "deep"),
    cloth("O160 96 50 44", "body", "rajut", size=72),
    fill("O160 112 22 17", "pale"),
    fill("O141 90 5.4 6 O179 90 5.4 6", "ink"),
    fill("O143 88 1.8 1.8 O181 88 1.8 1.8", "pale"),
    fill("M152 106 Q160 102 168 106 Q160 116 152 106 Z", "ink"),
    line("M160 112 V118 M152 121 Q160 127 168 121", "ink", 2.2),
    fill("M136 142 L160 150 L184 142 L186 156 L160 152 L134 156 Z", "accent"),
)

KELINCI: Motif = (
    shadow(194, 52),
    fill(
        "M128 82 C106 44 114 18 128 20 C144 22 146 56 144 78 Z M192 82 C214 44 206 18 192 20 C176 22 174 56 176 78 Z",
        "body",
    ),
    fill(
        "M130 74 C118 48 122 30 128 31 C137 34 138 56 138 74 Z M190 74 C202 48 198 30 192 31 C183 34 182 56 182 74 Z",
        "light",
    ),
    cloth("O160 164 42 33", "deep", "rajut", figure="body", size=72),
    fill("O132 190 17 9 O188 190 17 9", "body"),
    cloth("O160 106 46 40", "body", "rajut", size=72),
    fill("O143 104 5 6 O177 104 5 6", "ink"),
    fill("O145 102 1.8 1.8 O179 102 1.8 1.8", "pale"),
    fill("M154 116 Q160 112 166 116 Q160 124 154 116 Z", "accent_deep"),
    fill("O128 118 7 5 O192 118 7 5", "accent", strength=50),
    fill(
        "M160 150 C146 138 132 142 134 152 C136 162 152 160 160 154 C168 160 184 162 186 152 C188 142 174 138 160 150 Z",
        "accent",
    ),
)

KUCING: Motif = (
    shadow(194, 56),
    line("M206 176 C240 176 236 132 218 138", "deep", 13),
    fill("M116 86 L112 46 L146 66 Z M204 86 L208 46 L174 66 Z", "body"),
    fill("M120 78 L119 58 L136 68 Z M200 78 L201 58 L184 68 Z", "accent"),
    cloth("O160 164 46 32", "body", "rajut", size=72),
    fill("O134 190 16 8 O186 190 16 8", "light"),
    cloth("O160 102 50 42", "body", "rajut", size=72),
    fill("M152 60 H168 L164 80 H156 Z M136 64 L146 62 L148 76 Z M184 64 L174 62 L172 76 Z", "deep"),
    fill("O142 100 5.4 6.4 O178 100 5.4 6.4", "ink"),
    fill("M154 112 H166 L160 119 Z", "accent_deep"),
    line(
        "M160 119 V124 M150 128 Q156 128 160 124 Q164 128 170 128 M120 112 H136 M122 122 L137 118 M200 112 H184 M198 122 L183 "
        "118",
        "ink",
        2,
    ),
)

GAJAH: Motif = (
    shadow(194, 58),
    fill("O104 96 34 38 O216 96 34 38", "deep"),
    fill("O106 98 22 26 O214 98 22 26", "accent", strength=75),
    cloth("O160 166 46 30", "body", "rajut", size=72),
    fill("O130 190 18 9 O190 190 18 9", "deep"),
    cloth("O160 98 46 44", "body", "rajut", size=72),
    line("M160 112 C160 136 158 148 172 154", "deep", 17),
    line("M160 110 C160 134 158 146 172 152", "body", 13),
    fill("O142 92 5.4 6 O178 92 5.4 6", "ink"),
    fill("O144 90 1.8 1.8 O180 90 1.8 1.8", "pale"),
)

BONEKA_JARI: Motif = (
    shadow(192, 84),
    cloth("M82 192 V118 C82 92 122 92 122 118 V192 Z", "body", "rajut", size=62),
    cloth("M140 192 V86 C140 56 180 56 180 86 V192 Z", "accent", "rajut", figure="accent_deep", size=62),
    cloth("M198 192 V118 C198 92 238 92 238 118 V192 Z", "deep", "rajut", figure="body", size=62),
    fill("O102 122 18 18 O160 92 19 19 O218 122 18 18", "skin"),
    fill("O96 120 2.8 3 O108 120 2.8 3 O153 90 2.8 3 O167 90 2.8 3 O212 120 2.8 3 O224 120 2.8 3", "ink"),
    line("M97 129 Q102 133 107 129 M154 99 Q160 104 166 99 M213 129 Q218 133 223 129", "ink", 2),
    fill("M84 112 C84 92 120 92 120 112 Z", "accent_deep"),
    fill("M141 80 C146 56 174 56 179 80 L160 72 Z", "ink"),
    fill("M200 112 L218 84 L236 112 Z", "accent"),
    line("M86 160 H118 M144 150 H176 M202 160 H234", "pale", 4),
)

MOBIL: Motif = (
    shadow(190, 92),
    cloth(
        "M112 108 L130 72 Q134 64 144 64 H196 Q206 64 210 72 L226 108 Z",
        "wood",
        "serat",
        figure="wood_deep",
        size=90,
    ),
    fill("M126 104 L140 78 H164 V104 Z M172 78 H194 L208 104 H172 Z", "pale"),
    cloth(
        "M70 120 Q70 106 84 106 H238 Q254 106 254 122 V152 Q254 162 244 162 H80 Q70 162 70 152 Z",
        "body",
        "serat",
        figure="deep",
        size=100,
    ),
    line("M74 134 H250", "pale", 4, strength=75),
    fill("O112 164 26 26 O214 164 26 26", "wood_deep"),
    fill("O112 164 18 18 O214 164 18 18", "wood"),
    fill("O112 164 6 6 O214 164 6 6", "accent"),
    fill("R244 116 12 14 5", "accent"),
)

TRUK: Motif = (
    shadow(190, 96),
    cloth(
        "M62 84 H170 Q176 84 176 90 V158 H62 Q56 158 56 152 V90 Q56 84 62 84 Z",
        "wood",
        "serat",
        figure="wood_deep",
        size=100,
    ),
    line("M58 104 H174 M58 124 H174 M58 142 H174", "wood_deep", 2.4),
    fill("M182 92 H222 Q230 92 234 100 L250 128 Q254 132 254 140 V158 H182 Z", "body"),
    fill("M192 102 H218 L232 128 H192 Z", "pale"),
    fill("R52 154 206 12 5", "deep"),
    fill("O98 168 23 23 O222 168 23 23", "wood_deep"),
    fill("O98 168 15 15 O222 168 15 15", "wood"),
    fill("O98 168 5 5 O222 168 5 5", "accent"),
    fill("O88 78 13 13 O118 74 16 16 O146 78 13 13", "accent"),
)

KERETA: Motif = (
    shadow(190, 96),
    fill("R92 62 22 44 4", "deep"),
    fill("R84 54 38 12 5", "accent"),
    cloth("R72 98 110 58 14", "body", "serat", figure="deep", size=100),
    cloth("R178 66 66 90 10", "wood", "serat", figure="wood_deep", size=100),
    fill("R190 80 42 32 6", "pale"),
    fill("R170 56 82 14 6", "deep"),
    fill("R60 152 192 14 6", "wood_deep"),
    fill("O100 170 21 21 O152 170 21 21 O216 170 21 21", "wood_deep"),
    fill("O100 170 13 13 O152 170 13 13 O216 170 13 13", "accent"),
    fill("O84 124 8 8", "pale"),
)

GASING: Motif = (
    shadow(194, 30),
    fill("R152 40 16 44 6", "wood_deep"),
    fill("O160 40 13 8", "wood"),
    cloth(
        "M84 98 C84 80 236 80 236 98 C236 132 184 150 166 190 Q160 198 154 190 C136 150 84 132 84 98 Z",
        "wood",
        "serat",
        figure="wood_deep",
        size=100,
    ),
    fill(
        "M84 98 C84 110 236 110 236 98 C236 112 228 122 218 130 C180 140 140 140 102 130 C92 122 84 112 84 98 Z",
        "accent",
    ),
    fill("O160 96 76 14", "body"),
    line("O160 96 50 8.4", "pale", 3),
    line("O160 96 24 4", "pale", 3),
)

PUZZLE: Motif = (
    shadow(190, 82),
    fill(
        "M84 58 H160 V84 C176 74 188 84 184 96 C180 108 168 106 160 100 V124 H134 C144 108 134 96 122 100 C110 104 112 116 "
        "118 124 H84 Z",
        "body",
    ),
    fill(
        "M164 58 H236 V124 H212 C220 140 206 152 194 146 C186 142 186 132 192 124 H164 V106 C182 114 194 104 190 90 C186 78 "
        "174 76 164 82 Z",
        "accent",
    ),
    fill("M84 128 H122 C114 112 122 104 128 108 C136 112 134 122 130 128 H160 V188 H84 Z", "wood"),
    fill("M164 128 H186 C178 140 186 154 198 154 C212 154 222 142 216 128 H236 V188 H164 Z", "deep"),
    fill("O106 84 8 8 O208 84 8 8 O112 158 8 8 O212 170 8 8", "pale", strength=75),
)

IKAN: Motif = (
    shadow(186, 72),
    fill("M92 118 L58 86 C54 112 54 126 58 152 Z", "deep"),
    cloth("M86 118 C116 66 204 62 252 118 C204 174 116 170 86 118 Z", "body", "rajut", size=90),
    fill(
        "M142 80 C154 52 188 52 200 78 C180 72 162 72 142 80 Z M150 158 C160 178 182 178 192 160 C178 164 164 164 150 158 Z",
        "accent",
    ),
    fill("M208 84 C244 92 254 112 252 118 C254 124 244 144 208 152 C194 130 194 106 208 84 Z", "light"),
    fill("O226 108 7 7", "pale"),
    fill("O227 108 4 4", "ink"),
    line("M236 126 C230 132 224 132 220 130", "ink", 2.4),
)

BURUNG: Motif = (
    shadow(194, 52),
    fill("M100 150 L64 176 L116 172 Z", "deep"),
    cloth(
        "M208 84 C226 110 220 168 164 176 C120 180 96 156 104 132 C132 136 150 112 158 88 C166 58 200 62 208 84 Z",
        "body",
        "rajut",
        size=80,
    ),
    cloth(
        "M124 138 C140 118 168 112 186 122 C182 150 150 164 124 138 Z",
        "deep",
        "rajut",
        figure="body",
        size=70,
    ),
    fill("M210 86 L234 92 L210 100 Z", "accent"),
    fill("O192 84 5 5.6", "ink"),
    fill("O194 82 1.8 1.8", "pale"),
    line("M156 176 V192 M174 174 V192", "accent_deep", 4),
)

MOTIFS: dict[str, Motif] = {
    "kalung": KALUNG,
    "kalung_lapis": KALUNG_LAPIS,
    "gelang": GELANG,
    "gelang_logam": GELANG_LOGAM,
    "anting": ANTING,
    "anting_resin": ANTING_RESIN,
    "anting_perak": ANTING_PERAK,
    "cincin": CINCIN,
    "liontin": LIONTIN,
    "bros": BROS,
    "kupu": KUPU,
    "bros_bulat": BROS_BULAT,
    "bros_logam": BROS_LOGAM,
    "ondel": ONDEL,
    "ondel_laki": ONDEL_LAKI,
    "ondel_kunci": ONDEL_KUNCI,
    "beruang": BERUANG,
    "kelinci": KELINCI,
    "kucing": KUCING,
    "gajah": GAJAH,
    "boneka_jari": BONEKA_JARI,
    "mobil": MOBIL,
    "truk": TRUK,
    "kereta": KERETA,
    "gasing": GASING,
    "puzzle": PUZZLE,
    "ikan": IKAN,
    "burung": BURUNG,
}
