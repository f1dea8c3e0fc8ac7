// Products of small tiles whose sums stay in registers: what a convolution spends its time in. AVX-512 only, as thin.h;
// elsewhere convolutions are left to BLAS.
//
// Columns of the matrix of windows come in panels: `depth` rows of kPanel floats, one row after the other.
#pragma once
#include <cstdint>

namespace tsgrad::tiles {

constexpr int64_t kPanel = 48;  // three vectors
constexpr int64_t kRows = 8;    // filters of a tile: 24 sums, three vectors of a panel and a factor fill the registers
constexpr int64_t kTaps = 12;   // rows of a panel that are multiplied with two vectors of slopes at once

// Can this processor?
bool able();

// c[r][j] = start[r] + Σ_k w[k·kRows + r] · panel[k·kPanel + j] for `rows` ≤ kRows and `vectors` ≤ 3 vectors of columns.
void multiply(int64_t rows, int64_t vectors, int64_t depth, const float* w, const float* panel, const float* start,
              float* c, int64_t ldc);

// c[k][j] += Σ_p panel[k·kPanel + p] · g[p·ldg + j] for p < count, `taps` ≤ kTaps rows and `vectors` ≤ 2 vectors of j.
void accumulate(int64_t taps, int64_t vectors, int64_t count, const float* panel, const float* g, int64_t ldg, float* c,
                int64_t ldc);

// A vector of a panel is put together from several places: lane i comes from `from` + i in the part that has its bit.
struct Part {
  int64_t from;
  uint16_t lanes;
};

// Row k of the panel, of memory aligned to 64 bytes: vector v from planes + taps[k] by the parts before ends[v].
void pack(float* panel, const float* planes, const int64_t* taps, int64_t depth, const Part* parts, const int64_t* ends,
          int64_t vectors);

// to[i·ldTo + j] = from[i·ldFrom + j·stride] for i < rows, j < n.
void copy(float* to, int64_t ldTo, const float* from, int64_t ldFrom, int64_t rows, int64_t n, int64_t stride);

// to[j·ldTo + i] = from[i·ldFrom + j] for i < rows, j < columns.
void transpose(float* to, int64_t ldTo, const float* from, int64_t ldFrom, int64_t rows, int64_t columns);

}  // namespace tsgrad::tiles
