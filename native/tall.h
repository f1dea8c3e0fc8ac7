// Products of many rows and a few columns, such as 50000x784 @ 784x50: sums of six rows by four vectors stay in registers
// while the rows of A are read as they lie. OpenBLAS copies all of A first, which takes as long as the product.
#pragma once
#include <cstdint>

namespace tsgrad::tall {

// Whether such a product is done here: only where the processor has AVX-512.
bool suits(int64_t m, int64_t n, int64_t k);

// C = alpha · A op(B) + beta · C on the pool; rows of A, B as stored, and C are lda, ldb and ldc apart.
void multiply(int64_t m, int64_t n, int64_t k, float alpha, const float* a, int64_t lda, const float* b, int64_t ldb,
              bool transB, float beta, float* c, int64_t ldc);

}  // namespace tsgrad::tall
