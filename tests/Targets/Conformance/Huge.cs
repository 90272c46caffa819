using System.Runtime.CompilerServices;

namespace Conformance;

/// <summary>Case 52: more than 255 locals and arguments, and a body whose short branches must grow.</summary>
public static class Huge
{
    public static string RunLocals() => Locals(1).ToString();

    public static string RunArguments() => CallArguments().ToString();

    public static string RunBranches() => Branches(5).ToString();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Locals(int seed)
    {
        var v0 = seed + 0; var v1 = seed + 1; var v2 = seed + 2; var v3 = seed + 3; var v4 = seed + 4; var v5 = seed + 5;
        var v6 = seed + 6; var v7 = seed + 7; var v8 = seed + 8; var v9 = seed + 9; var v10 = seed + 10; var v11 = seed + 11;
        var v12 = seed + 12; var v13 = seed + 13; var v14 = seed + 14; var v15 = seed + 15; var v16 = seed + 16;
        var v17 = seed + 17; var v18 = seed + 18; var v19 = seed + 19; var v20 = seed + 20; var v21 = seed + 21;
        var v22 = seed + 22; var v23 = seed + 23; var v24 = seed + 24; var v25 = seed + 25; var v26 = seed + 26;
        var v27 = seed + 27; var v28 = seed + 28; var v29 = seed + 29; var v30 = seed + 30; var v31 = seed + 31;
        var v32 = seed + 32; var v33 = seed + 33; var v34 = seed + 34; var v35 = seed + 35; var v36 = seed + 36;
        var v37 = seed + 37; var v38 = seed + 38; var v39 = seed + 39; var v40 = seed + 40; var v41 = seed + 41;
        var v42 = seed + 42; var v43 = seed + 43; var v44 = seed + 44; var v45 = seed + 45; var v46 = seed + 46;
        var v47 = seed + 47; var v48 = seed + 48; var v49 = seed + 49; var v50 = seed + 50; var v51 = seed + 51;
        var v52 = seed + 52; var v53 = seed + 53; var v54 = seed + 54; var v55 = seed + 55; var v56 = seed + 56;
        var v57 = seed + 57; var v58 = seed + 58; var v59 = seed + 59; var v60 = seed + 60; var v61 = seed + 61;
        var v62 = seed + 62; var v63 = seed + 63; var v64 = seed + 64; var v65 = seed + 65; var v66 = seed + 66;
        var v67 = seed + 67; var v68 = seed + 68; var v69 = seed + 69; var v70 = seed + 70; var v71 = seed + 71;
        var v72 = seed + 72; var v73 = seed + 73; var v74 = seed + 74; var v75 = seed + 75; var v76 = seed + 76;
        var v77 = seed + 77; var v78 = seed + 78; var v79 = seed + 79; var v80 = seed + 80; var v81 = seed + 81;
        var v82 = seed + 82; var v83 = seed + 83; var v84 = seed + 84; var v85 = seed + 85; var v86 = seed + 86;
        var v87 = seed + 87; var v88 = seed + 88; var v89 = seed + 89; var v90 = seed + 90; var v91 = seed + 91;
        var v92 = seed + 92; var v93 = seed + 93; var v94 = seed + 94; var v95 = seed + 95; var v96 = seed + 96;
        var v97 = seed + 97; var v98 = seed + 98; var v99 = seed + 99; var v100 = seed + 100; var v101 = seed + 101;
        var v102 = seed + 102; var v103 = seed + 103; var v104 = seed + 104; var v105 = seed + 105; var v106 = seed + 106;
        var v107 = seed + 107; var v108 = seed + 108; var v109 = seed + 109; var v110 = seed + 110; var v111 = seed + 111;
        var v112 = seed + 112; var v113 = seed + 113; var v114 = seed + 114; var v115 = seed + 115; var v116 = seed + 116;
        var v117 = seed + 117; var v118 = seed + 118; var v119 = seed + 119; var v120 = seed + 120; var v121 = seed + 121;
        var v122 = seed + 122; var v123 = seed + 123; var v124 = seed + 124; var v125 = seed + 125; var v126 = seed + 126;
        var v127 = seed + 127; var v128 = seed + 128; var v129 = seed + 129; var v130 = seed + 130; var v131 = seed + 131;
        var v132 = seed + 132; var v133 = seed + 133; var v134 = seed + 134; var v135 = seed + 135; var v136 = seed + 136;
        var v137 = seed + 137; var v138 = seed + 138; var v139 = seed + 139; var v140 = seed + 140; var v141 = seed + 141;
        var v142 = seed + 142; var v143 = seed + 143; var v144 = seed + 144; var v145 = seed + 145; var v146 = seed + 146;
        var v147 = seed + 147; var v148 = seed + 148; var v149 = seed + 149; var v150 = seed + 150; var v151 = seed + 151;
        var v152 = seed + 152; var v153 = seed + 153; var v154 = seed + 154; var v155 = seed + 155; var v156 = seed + 156;
        var v157 = seed + 157; var v158 = seed + 158; var v159 = seed + 159; var v160 = seed + 160; var v161 = seed + 161;
        var v162 = seed + 162; var v163 = seed + 163; var v164 = seed + 164; var v165 = seed + 165; var v166 = seed + 166;
        var v167 = seed + 167; var v168 = seed + 168; var v169 = seed + 169; var v170 = seed + 170; var v171 = seed + 171;
        var v172 = seed + 172; var v173 = seed + 173; var v174 = seed + 174; var v175 = seed + 175; var v176 = seed + 176;
        var v177 = seed + 177; var v178 = seed + 178; var v179 = seed + 179; var v180 = seed + 180; var v181 = seed + 181;
        var v182 = seed + 182; var v183 = seed + 183; var v184 = seed + 184; var v185 = seed + 185; var v186 = seed + 186;
        var v187 = seed + 187; var v188 = seed + 188; var v189 = seed + 189; var v190 = seed + 190; var v191 = seed + 191;
        var v192 = seed + 192; var v193 = seed + 193; var v194 = seed + 194; var v195 = seed + 195; var v196 = seed + 196;
        var v197 = seed + 197; var v198 = seed + 198; var v199 = seed + 199; var v200 = seed + 200; var v201 = seed + 201;
        var v202 = seed + 202; var v203 = seed + 203; var v204 = seed + 204; var v205 = seed + 205; var v206 = seed + 206;
        var v207 = seed + 207; var v208 = seed + 208; var v209 = seed + 209; var v210 = seed + 210; var v211 = seed + 211;
        var v212 = seed + 212; var v213 = seed + 213; var v214 = seed + 214; var v215 = seed + 215; var v216 = seed + 216;
        var v217 = seed + 217; var v218 = seed + 218; var v219 = seed + 219; var v220 = seed + 220; var v221 = seed + 221;
        var v222 = seed + 222; var v223 = seed + 223; var v224 = seed + 224; var v225 = seed + 225; var v226 = seed + 226;
        var v227 = seed + 227; var v228 = seed + 228; var v229 = seed + 229; var v230 = seed + 230; var v231 = seed + 231;
        var v232 = seed + 232; var v233 = seed + 233; var v234 = seed + 234; var v235 = seed + 235; var v236 = seed + 236;
        var v237 = seed + 237; var v238 = seed + 238; var v239 = seed + 239; var v240 = seed + 240; var v241 = seed + 241;
        var v242 = seed + 242; var v243 = seed + 243; var v244 = seed + 244; var v245 = seed + 245; var v246 = seed + 246;
        var v247 = seed + 247; var v248 = seed + 248; var v249 = seed + 249; var v250 = seed + 250; var v251 = seed + 251;
        var v252 = seed + 252; var v253 = seed + 253; var v254 = seed + 254; var v255 = seed + 255; var v256 = seed + 256;
        var v257 = seed + 257; var v258 = seed + 258; var v259 = seed + 259; var v260 = seed + 260; var v261 = seed + 261;
        var v262 = seed + 262; var v263 = seed + 263; var v264 = seed + 264; var v265 = seed + 265; var v266 = seed + 266;
        var v267 = seed + 267; var v268 = seed + 268; var v269 = seed + 269; var v270 = seed + 270; var v271 = seed + 271;
        var v272 = seed + 272; var v273 = seed + 273; var v274 = seed + 274; var v275 = seed + 275; var v276 = seed + 276;
        var v277 = seed + 277; var v278 = seed + 278; var v279 = seed + 279; var v280 = seed + 280; var v281 = seed + 281;
        var v282 = seed + 282; var v283 = seed + 283; var v284 = seed + 284; var v285 = seed + 285; var v286 = seed + 286;
        var v287 = seed + 287; var v288 = seed + 288; var v289 = seed + 289; var v290 = seed + 290; var v291 = seed + 291;
        var v292 = seed + 292; var v293 = seed + 293; var v294 = seed + 294; var v295 = seed + 295; var v296 = seed + 296;
        var v297 = seed + 297; var v298 = seed + 298; var v299 = seed + 299;
        Basics.Keep(v299); // line: locals-middle
        var sum = 0;
        sum += v0 * v0; sum += v1 * v1; sum += v2 * v2; sum += v3 * v3; sum += v4 * v4; sum += v5 * v5; sum += v6 * v6;
        sum += v7 * v7; sum += v8 * v8; sum += v9 * v9; sum += v10 * v10; sum += v11 * v11; sum += v12 * v12; sum += v13 * v13;
        sum += v14 * v14; sum += v15 * v15; sum += v16 * v16; sum += v17 * v17; sum += v18 * v18; sum += v19 * v19;
        sum += v20 * v20; sum += v21 * v21; sum += v22 * v22; sum += v23 * v23; sum += v24 * v24; sum += v25 * v25;
        sum += v26 * v26; sum += v27 * v27; sum += v28 * v28; sum += v29 * v29; sum += v30 * v30; sum += v31 * v31;
        sum += v32 * v32; sum += v33 * v33; sum += v34 * v34; sum += v35 * v35; sum += v36 * v36; sum += v37 * v37;
        sum += v38 * v38; sum += v39 * v39; sum += v40 * v40; sum += v41 * v41; sum += v42 * v42; sum += v43 * v43;
        sum += v44 * v44; sum += v45 * v45; sum += v46 * v46; sum += v47 * v47; sum += v48 * v48; sum += v49 * v49;
        sum += v50 * v50; sum += v51 * v51; sum += v52 * v52; sum += v53 * v53; sum += v54 * v54; sum += v55 * v55;
        sum += v56 * v56; sum += v57 * v57; sum += v58 * v58; sum += v59 * v59; sum += v60 * v60; sum += v61 * v61;
        sum += v62 * v62; sum += v63 * v63; sum += v64 * v64; sum += v65 * v65; sum += v66 * v66; sum += v67 * v67;
        sum += v68 * v68; sum += v69 * v69; sum += v70 * v70; sum += v71 * v71; sum += v72 * v72; sum += v73 * v73;
        sum += v74 * v74; sum += v75 * v75; sum += v76 * v76; sum += v77 * v77; sum += v78 * v78; sum += v79 * v79;
        sum += v80 * v80; sum += v81 * v81; sum += v82 * v82; sum += v83 * v83; sum += v84 * v84; sum += v85 * v85;
        sum += v86 * v86; sum += v87 * v87; sum += v88 * v88; sum += v89 * v89; sum += v90 * v90; sum += v91 * v91;
        sum += v92 * v92; sum += v93 * v93; sum += v94 * v94; sum += v95 * v95; sum += v96 * v96; sum += v97 * v97;
        sum += v98 * v98; sum += v99 * v99; sum += v100 * v100; sum += v101 * v101; sum += v102 * v102; sum += v103 * v103;
        sum += v104 * v104; sum += v105 * v105; sum += v106 * v106; sum += v107 * v107; sum += v108 * v108; sum += v109 * v109;
        sum += v110 * v110; sum += v111 * v111; sum += v112 * v112; sum += v113 * v113; sum += v114 * v114; sum += v115 * v115;
        sum += v116 * v116; sum += v117 * v117; sum += v118 * v118; sum += v119 * v119; sum += v120 * v120; sum += v121 * v121;
        sum += v122 * v122; sum += v123 * v123; sum += v124 * v124; sum += v125 * v125; sum += v126 * v126; sum += v127 * v127;
        sum += v128 * v128; sum += v129 * v129; sum += v130 * v130; sum += v131 * v131; sum += v132 * v132; sum += v133 * v133;
        sum += v134 * v134; sum += v135 * v135; sum += v136 * v136; sum += v137 * v137; sum += v138 * v138; sum += v139 * v139;
        sum += v140 * v140; sum += v141 * v141; sum += v142 * v142; sum += v143 * v143; sum += v144 * v144; sum += v145 * v145;
        sum += v146 * v146; sum += v147 * v147; sum += v148 * v148; sum += v149 * v149; sum += v150 * v150; sum += v151 * v151;
        sum += v152 * v152; sum += v153 * v153; sum += v154 * v154; sum += v155 * v155; sum += v156 * v156; sum += v157 * v157;
        sum += v158 * v158; sum += v159 * v159; sum += v160 * v160; sum += v161 * v161; sum += v162 * v162; sum += v163 * v163;
        sum += v164 * v164; sum += v165 * v165; sum += v166 * v166; sum += v167 * v167; sum += v168 * v168; sum += v169 * v169;
        sum += v170 * v170; sum += v171 * v171; sum += v172 * v172; sum += v173 * v173; sum += v174 * v174; sum += v175 * v175;
        sum += v176 * v176; sum += v177 * v177; sum += v178 * v178; sum += v179 * v179; sum += v180 * v180; sum += v181 * v181;
        sum += v182 * v182; sum += v183 * v183; sum += v184 * v184; sum += v185 * v185; sum += v186 * v186; sum += v187 * v187;
        sum += v188 * v188; sum += v189 * v189; sum += v190 * v190; sum += v191 * v191; sum += v192 * v192; sum += v193 * v193;
        sum += v194 * v194; sum += v195 * v195; sum += v196 * v196; sum += v197 * v197; sum += v198 * v198; sum += v199 * v199;
        sum += v200 * v200; sum += v201 * v201; sum += v202 * v202; sum += v203 * v203; sum += v204 * v204; sum += v205 * v205;
        sum += v206 * v206; sum += v207 * v207; sum += v208 * v208; sum += v209 * v209; sum += v210 * v210; sum += v211 * v211;
        sum += v212 * v212; sum += v213 * v213; sum += v214 * v214; sum += v215 * v215; sum += v216 * v216; sum += v217 * v217;
        sum += v218 * v218; sum += v219 * v219; sum += v220 * v220; sum += v221 * v221; sum += v222 * v222; sum += v223 * v223;
        sum += v224 * v224; sum += v225 * v225; sum += v226 * v226; sum += v227 * v227; sum += v228 * v228; sum += v229 * v229;
        sum += v230 * v230; sum += v231 * v231; sum += v232 * v232; sum += v233 * v233; sum += v234 * v234; sum += v235 * v235;
        sum += v236 * v236; sum += v237 * v237; sum += v238 * v238; sum += v239 * v239; sum += v240 * v240; sum += v241 * v241;
        sum += v242 * v242; sum += v243 * v243; sum += v244 * v244; sum += v245 * v245; sum += v246 * v246; sum += v247 * v247;
        sum += v248 * v248; sum += v249 * v249; sum += v250 * v250; sum += v251 * v251; sum += v252 * v252; sum += v253 * v253;
        sum += v254 * v254; sum += v255 * v255; sum += v256 * v256; sum += v257 * v257; sum += v258 * v258; sum += v259 * v259;
        sum += v260 * v260; sum += v261 * v261; sum += v262 * v262; sum += v263 * v263; sum += v264 * v264; sum += v265 * v265;
        sum += v266 * v266; sum += v267 * v267; sum += v268 * v268; sum += v269 * v269; sum += v270 * v270; sum += v271 * v271;
        sum += v272 * v272; sum += v273 * v273; sum += v274 * v274; sum += v275 * v275; sum += v276 * v276; sum += v277 * v277;
        sum += v278 * v278; sum += v279 * v279; sum += v280 * v280; sum += v281 * v281; sum += v282 * v282; sum += v283 * v283;
        sum += v284 * v284; sum += v285 * v285; sum += v286 * v286; sum += v287 * v287; sum += v288 * v288; sum += v289 * v289;
        sum += v290 * v290; sum += v291 * v291; sum += v292 * v292; sum += v293 * v293; sum += v294 * v294; sum += v295 * v295;
        sum += v296 * v296; sum += v297 * v297; sum += v298 * v298; sum += v299 * v299;
        return sum; // line: locals-return
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Arguments(
        int a0, int a1, int a2, int a3, int a4, int a5, int a6, int a7, int a8, int a9, int a10, int a11, int a12, int a13,
        int a14, int a15, int a16, int a17, int a18, int a19, int a20, int a21, int a22, int a23, int a24, int a25, int a26,
        int a27, int a28, int a29, int a30, int a31, int a32, int a33, int a34, int a35, int a36, int a37, int a38, int a39,
        int a40, int a41, int a42, int a43, int a44, int a45, int a46, int a47, int a48, int a49, int a50, int a51, int a52,
        int a53, int a54, int a55, int a56, int a57, int a58, int a59, int a60, int a61, int a62, int a63, int a64, int a65,
        int a66, int a67, int a68, int a69, int a70, int a71, int a72, int a73, int a74, int a75, int a76, int a77, int a78,
        int a79, int a80, int a81, int a82, int a83, int a84, int a85, int a86, int a87, int a88, int a89, int a90, int a91,
        int a92, int a93, int a94, int a95, int a96, int a97, int a98, int a99, int a100, int a101, int a102, int a103,
        int a104, int a105, int a106, int a107, int a108, int a109, int a110, int a111, int a112, int a113, int a114, int a115,
        int a116, int a117, int a118, int a119, int a120, int a121, int a122, int a123, int a124, int a125, int a126, int a127,
        int a128, int a129, int a130, int a131, int a132, int a133, int a134, int a135, int a136, int a137, int a138, int a139,
        int a140, int a141, int a142, int a143, int a144, int a145, int a146, int a147, int a148, int a149, int a150, int a151,
        int a152, int a153, int a154, int a155, int a156, int a157, int a158, int a159, int a160, int a161, int a162, int a163,
        int a164, int a165, int a166, int a167, int a168, int a169, int a170, int a171, int a172, int a173, int a174, int a175,
        int a176, int a177, int a178, int a179, int a180, int a181, int a182, int a183, int a184, int a185, int a186, int a187,
        int a188, int a189, int a190, int a191, int a192, int a193, int a194, int a195, int a196, int a197, int a198, int a199,
        int a200, int a201, int a202, int a203, int a204, int a205, int a206, int a207, int a208, int a209, int a210, int a211,
        int a212, int a213, int a214, int a215, int a216, int a217, int a218, int a219, int a220, int a221, int a222, int a223,
        int a224, int a225, int a226, int a227, int a228, int a229, int a230, int a231, int a232, int a233, int a234, int a235,
        int a236, int a237, int a238, int a239, int a240, int a241, int a242, int a243, int a244, int a245, int a246, int a247,
        int a248, int a249, int a250, int a251, int a252, int a253, int a254, int a255, int a256, int a257, int a258, int a259)
    {
        var last = a259 + a0;
        return last * 2 + last; // line: arguments-return
    }

    private static int CallArguments() => Arguments(
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61,
        62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91,
        92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116,
        117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 140,
        141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164,
        165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188,
        189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212,
        213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236,
        237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 252, 253, 254, 255, 256, 257, 258, 259);

    /// <summary>Each loop and each case jumps just as far as a short branch can.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Branches(int rounds)
    {
        var sum = 0;
        for (var i = 0; i < rounds; i++)
        {
            if ((i & 1) == 0)
            {
                sum += i; // line: branch-even
                sum ^= 1; sum += 2; sum ^= 3; sum += 4; sum ^= 5; sum += 6; sum ^= 7; sum += 8; sum ^= 9; sum += 10; sum ^= 11; sum += 12;
            }
            else
            {
                sum -= i; // line: branch-odd
                sum ^= 1; sum -= 2; sum ^= 3; sum -= 4; sum ^= 5; sum -= 6; sum ^= 7; sum -= 8; sum ^= 9; sum -= 10; sum ^= 11; sum -= 12;
            }

            sum += i; // line: branch-join
        }

        return sum; // line: branch-return
    }
}
