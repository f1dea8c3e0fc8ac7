// Products of matrices: BLAS for floats, a plain loop for integers, split over the pool.
#include <climits>
#include <cstring>

#include "blas.h"
#include "families.h"
#include "loop.h"
#include "simd.h"
#include "tall.h"
#include "thin.h"

namespace tsgrad {
namespace {

struct Matrix {
  int64_t offset, ld, stride;
  bool trans = false;
};

// `Gemm` in src/engine/engine.ts.
struct Product {
  int64_t m, n, k, batch;
  double alpha, beta;
  Matrix a, b, c;
};

constexpr int64_t kPacked = 17;

// Below this many multiplications per thread a second one does not pay (a region costs 0.1 to 6 us).
constexpr int64_t kGemmGrain = 1 << 17;

// An interrupt waits for no more multiplications than this: about 0.05 s. Blocks of this size lose nothing by being cut.
constexpr int64_t kGemmBlock = int64_t{1} << 31;

void checkMatrix(const Array& array, Matrix& matrix, int64_t rows, int64_t columns, int64_t batch) {
  if (rows <= 1) matrix.ld = std::max<int64_t>(1, columns);  // it is not used, but BLAS looks at it
  if (matrix.ld < columns || matrix.ld < 1 || matrix.ld > INT_MAX)
    throw Refusal{Refusal::range, std::string(array.name) + ": rows of " + std::to_string(columns) +
                                      " cannot be " + std::to_string(matrix.ld) + " apart"};
  const int64_t size[] = {batch, rows, columns}, stride[] = {matrix.stride, matrix.ld, 1};
  checkBounds(array, 3, size, matrix.offset, stride);
}

bool flagAt(const Array& packed, int64_t at) {
  const int64_t value = wholeNumber(packed, at);
  if (value != 0 && value != 1) throw Refusal{Refusal::range, "meta: a transpose flag is neither 0 nor 1"};
  return value == 1;
}

// False: nothing is to be done.
bool readProduct(const Array& packed, const Array& out, const Array& a, const Array& b, Product& p) {
  if (packed.length < kPacked) throw Refusal{Refusal::range, "meta: expected 17 numbers"};
  p.m = wholeNumber(packed, 0);
  p.n = wholeNumber(packed, 1);
  p.k = wholeNumber(packed, 2);
  p.a.trans = flagAt(packed, 3);
  p.b.trans = flagAt(packed, 4);
  p.alpha = packed.as<double>()[5];
  p.beta = packed.as<double>()[6];
  p.batch = wholeNumber(packed, 7);
  int64_t at = 8;
  for (Matrix* matrix : {&p.c, &p.a, &p.b}) {
    matrix->offset = wholeNumber(packed, at++);
    matrix->ld = wholeNumber(packed, at++);
    matrix->stride = wholeNumber(packed, at++);
  }
  for (int64_t size : {p.m, p.n, p.k, p.batch})
    if (size < 0 || size > INT_MAX) throw Refusal{Refusal::range, "meta: size " + std::to_string(size)};
  if (p.m == 0 || p.n == 0 || p.batch == 0) return false;
  checkMatrix(out, p.c, p.m, p.n, p.batch);
  if (p.k == 0) return true;
  checkMatrix(a, p.a, p.a.trans ? p.k : p.m, p.a.trans ? p.m : p.k, p.batch);
  checkMatrix(b, p.b, p.b.trans ? p.n : p.k, p.b.trans ? p.k : p.n, p.batch);
  return true;
}

// The batch is one tall matrix where A's and C's matrices follow each other and B is the same for all.
void joinBatch(Product& p) {
  if (p.batch == 1 || p.a.trans || p.b.stride != 0) return;
  if (p.a.stride != p.m * p.a.ld || p.c.stride != p.m * p.c.ld || p.m * p.batch > INT_MAX) return;
  p.m *= p.batch;
  p.batch = 1;
}

// One product, or a part of its rows and columns, on this thread.
template <class T> void multiply(const Product& p, const T* a, const T* b, T* c, int64_t rows, int64_t columns) {
  if constexpr (std::is_floating_point_v<T>) {
    const T alpha = T(p.alpha), beta = T(p.beta);
    const int m = int(rows), n = int(columns), k = int(p.k), lda = int(p.a.ld), ldb = int(p.b.ld), ldc = int(p.c.ld);
    if (n == 1)  // stored as [m, k] or [k, m]; b is a column
      return blas::gemv<T>(p.a.trans, p.a.trans ? k : m, p.a.trans ? m : k, alpha, a, lda, b, p.b.trans ? 1 : ldb, beta,
                           c, ldc);
    if (m == 1)  // cᵀ = op(B)ᵀ aᵀ
      return blas::gemv<T>(!p.b.trans, p.b.trans ? n : k, p.b.trans ? k : n, alpha, b, ldb, a, p.a.trans ? lda : 1,
                           beta, c, 1);
    if constexpr (std::is_same_v<T, float>)
      if (m <= thin::kMostRows && n <= thin::kMostColumns && !p.b.trans &&
          thin::multiply(m, n, k, alpha, a, p.a.trans ? 1 : lda, p.a.trans ? lda : 1, b, ldb, beta, c, ldc))
        return;
    blas::gemm<T>(p.a.trans, p.b.trans, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
  } else {
    const int64_t aRow = p.a.trans ? 1 : p.a.ld, aStep = p.a.trans ? p.a.ld : 1;
    const int64_t bRow = p.b.trans ? 1 : p.b.ld, bStep = p.b.trans ? p.b.ld : 1;
    const T alpha = T(int64_t(p.alpha)), beta = T(int64_t(p.beta));
    for (int64_t i = 0; i < rows; i++) {
      T* to = c + i * p.c.ld;
      if (p.beta == 0) std::memset(to, 0, columns * sizeof(T));
      else for (int64_t j = 0; j < columns; j++) to[j] = T(to[j] * beta);
      for (int64_t l = 0; l < p.k; l++) {
        const T factor = T(alpha * a[i * aRow + l * aStep]);
        const T* from = b + l * bRow;
        if (bStep == 1) INDEPENDENT for (int64_t j = 0; j < columns; j++) to[j] = T(to[j] + factor * from[j]);
        else for (int64_t j = 0; j < columns; j++) to[j] = T(to[j] + factor * from[j * bStep]);
      }
    }
  }
}

// C = beta · C, where beta = 0 does not read C.
template <class T> void scale(const Product& p, T* c) {
  const T beta = std::is_floating_point_v<T> ? T(p.beta) : T(int64_t(p.beta));
  for (int64_t i = 0; i < p.m; i++)
    for (int64_t j = 0; j < p.n; j++) {
      T& x = c[i * p.c.ld + j];
      x = p.beta == 0 ? T(0) : T(x * beta);
    }
}

// How to cut one product: along its rows or its columns, whichever are more, in pieces that fill a kernel's registers.
struct Cut {
  bool byRows;
  int64_t piece, pieces;
};

Cut cutFor(const Product& p) {
  const bool byRows = p.m >= p.n;
  const int64_t extent = byRows ? p.m : p.n;
  const int64_t work = p.m * p.n * std::max<int64_t>(1, p.k);
  const int64_t blocks = work / kGemmBlock + 1;
  if (blocks == 1 && (work < 2 * kGemmGrain || pool::threads() == 1)) return {byRows, extent, 1};
  constexpr int64_t align = 32;
  const int64_t parts = std::max(blocks, std::min<int64_t>(pool::threads(), work / kGemmGrain));
  const int64_t piece = ((extent + parts - 1) / parts + align - 1) / align * align;
  return {byRows, piece, (extent + piece - 1) / piece};
}

template <class T> void product(const Product& p, const Array& out, const Array& a, const Array& b) {
  T* const c0 = out.as<T>() + p.c.offset;
  if (p.k == 0 || p.alpha == 0) {
    for (int64_t i = 0; i < p.batch; i++) scale(p, c0 + i * p.c.stride);
    return;
  }
  // Not before: factors without elements may point anywhere.
  const T* const a0 = a.as<T>() + p.a.offset;
  const T* const b0 = b.as<T>() + p.b.offset;
  if constexpr (std::is_same_v<T, float>)
    if (p.batch == 1 && !p.a.trans && tall::suits(p.m, p.n, p.k))
      return tall::multiply(p.m, p.n, p.k, T(p.alpha), a0, p.a.ld, b0, p.b.ld, p.b.trans, T(p.beta), c0, p.c.ld);
  const Cut cut = cutFor(p);
  if (cut.pieces == 1) {
    const int64_t work = p.m * p.n * p.k;
    return pool::forPieces(p.batch, std::max<int64_t>(1, kGemmGrain / work), [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; i++)
        multiply(p, a0 + i * p.a.stride, b0 + i * p.b.stride, c0 + i * p.c.stride, p.m, p.n);
    });
  }
  pool::forChunks(p.batch * cut.pieces, [&](int64_t chunk) {
    const int64_t i = chunk / cut.pieces, begin = chunk % cut.pieces * cut.piece;
    const int64_t size = std::min(cut.piece, (cut.byRows ? p.m : p.n) - begin);
    const T* ai = a0 + i * p.a.stride;
    const T* bi = b0 + i * p.b.stride;
    T* ci = c0 + i * p.c.stride;
    if (cut.byRows) multiply(p, ai + begin * (p.a.trans ? 1 : p.a.ld), bi, ci + begin * p.c.ld, size, p.n);
    else multiply(p, ai, bi + begin * (p.b.trans ? p.b.ld : 1), ci + begin, p.m, size);
  });
}

}  // namespace

// (out, a, b, meta)
void gemm(Call& call) {
  const Array a = call.array(1, "a"), b = call.like(a, 2, "b"), out = call.like(a, 0, "out");
  Product p;
  if (!readProduct(call.array(3, "meta", DType::f64), out, a, b, p)) return;
  joinBatch(p);
  switch (a.type) {
    case DType::f32: return product<float>(p, out, a, b);
    case DType::f64: return product<double>(p, out, a, b);
    case DType::i64: return product<int64_t>(p, out, a, b);
    case DType::i32: return product<int32_t>(p, out, a, b);
    case DType::u8: return product<uint8_t>(p, out, a, b);
  }
}

}  // namespace tsgrad
