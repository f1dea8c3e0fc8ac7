// Products with a few rows, such as 5x784 @ 784x10: OpenBLAS computes six rows at once in half the time that it takes
// for five, so what is below six is done here, where the processor has AVX-512.
#pragma once
#include <cstdint>

namespace tsgrad::thin {

constexpr int64_t kMostRows = 5, kMostColumns = 64;

// C = alpha · A B + beta · C with m ≤ kMostRows and n ≤ kMostColumns. Element (i, p) of A is a[i·aRow + p·aStep];
// the rows of B and C are ldb and ldc apart. False: this processor cannot.
bool multiply(int64_t m, int64_t n, int64_t k, float alpha, const float* a, int64_t aRow, int64_t aStep, const float* b,
              int64_t ldb, float beta, float* c, int64_t ldc);

}  // namespace tsgrad::thin
