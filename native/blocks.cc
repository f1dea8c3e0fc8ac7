// Blocks of a tensor to and from places that a list of offsets names: indexing by tensors.
#include "blocks.h"

#include <cstdlib>
#include <cstring>

#include "families.h"
#include "simd.h"

namespace tsgrad {
namespace {

struct Move {
  template <class T> static void one(T& out, T a) { out = a; }
  template <class T> static void run(T* out, const T* a, int64_t n) {
    if (n < 16) for (int64_t i = 0; i < n; i++) out[i] = a[i];
    else std::memmove(out, a, n * sizeof(T));
  }
};

template <class T> CLONES void addRun(T* out, const T* a, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = T(out[i] + a[i]);
}
struct Add {
  template <class T> static void one(T& out, T a) { out = T(out + a); }
  template <class T> static void run(T* out, const T* a, int64_t n) { addRun(out, a, n); }
};

// Below so many adjacent elements it is better to walk the list for each element than each block's elements.
constexpr int64_t kShortRun = 16;
// Pieces of runs that threads share out begin at a cache line of their own.
constexpr int64_t kColumns = 64;

// Block by block: of each run the elements [from, to).
template <class Op, class T> void byBlocks(const Blocks& b, int64_t begin, int64_t end, int64_t from, int64_t to) {
  const Loop& loop = b.loop;
  const int64_t rows = loop.count / loop.inner(), n = to - from;
  const int64_t so = loop.innerStride(0), sa = loop.innerStride(1);
  for (int64_t i = begin; i < end; i++) {
    const int64_t listed = static_cast<int64_t>(b.offsets[i]), stepped = i * b.blockStride;
    T* out = b.out.as<T>() + (b.outIsListed ? listed : stepped) + from * so;
    const T* a = b.a.as<T>() + (b.outIsListed ? stepped : listed) + from * sa;
    Cursor<2> row(loop, 0, loop.rank - 1, 0);
    for (int64_t r = 0; r < rows; r++, row.next()) {
      T* o = out + row.at[0];
      const T* p = a + row.at[1];
      if (so == 1 && sa == 1) Op::run(o, p, n);
      else for (int64_t k = 0; k < n; k++) Op::one(o[k * so], p[k * sa]);
    }
  }
}

// So many offsets become integers at a time, in the first-level cache, for all elements.
constexpr int64_t kListed = 1024;

CLONES void wholeOffsets(int64_t* to, const double* from, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) to[i] = static_cast<int64_t>(from[i]);
}

// Element by element of a block: each takes its places in the order of the list.
template <class Op, class T> void byElements(const Blocks& b, int64_t begin, int64_t end) {
  const int64_t step = b.blockStride;
  int64_t listed[kListed];
  for (int64_t first = 0; first < b.count; first += kListed) {
    const int64_t n = std::min(kListed, b.count - first);
    wholeOffsets(listed, b.offsets + first, n);
    Cursor<2> element(b.loop, 0, b.loop.rank, begin);
    for (int64_t e = begin; e < end; e++, element.next()) {
      T* out = b.out.as<T>() + element.at[0];
      const T* a = b.a.as<T>() + element.at[1];
      if (b.outIsListed) for (int64_t i = 0; i < n; i++) Op::one(out[listed[i]], a[(first + i) * step]);
      else for (int64_t i = 0; i < n; i++) Op::one(out[(first + i) * step], a[listed[i]]);
    }
  }
}

template <class Op, class T> void moveBlocks(const Blocks& b) {
  const Loop& loop = b.loop;
  const int64_t inner = loop.inner(), work = b.count * loop.count;
  const bool isFew = work < 2 * pool::kGrain;
  const bool isShort = inner < kShortRun || loop.innerStride(0) != 1 || loop.innerStride(1) != 1;
  // The list is the longer walk, or the one along which the other side's elements lie nearer (columns of a matrix).
  const bool isLong = b.count > inner || std::abs(b.blockStride) < std::abs(loop.innerStride(b.outIsListed ? 1 : 0));
  // What is read from is not changed, so its blocks may overlap; of what is written threads share no element.
  if (!b.outIsListed) {
    if (loop.count == 1)
      return pool::forPieces(b.count, pool::kGrain, [&](int64_t begin, int64_t end) {
        Blocks piece = b;
        piece.offsets += begin;
        piece.count = end - begin;
        piece.loop.offset[0] += begin * b.blockStride;
        byElements<Op, T>(piece, 0, 1);
      });
    if (isShort && isLong)
      return pool::forPieces(loop.count, isFew ? loop.count : std::max<int64_t>(1, pool::kGrain / b.count),
                             [&](int64_t begin, int64_t end) { byElements<Op, T>(b, begin, end); });
    return pool::forPieces(b.count, isFew ? b.count : std::max<int64_t>(1, pool::kGrain / loop.count),
                           [&](int64_t begin, int64_t end) { byBlocks<Op, T>(b, begin, end, 0, inner); });
  }
  // An offset may occur twice, and then the order counts.
  if (loop.count == 1) return byElements<Op, T>(b, 0, 1);
  if (isShort && isLong && meetAsWholes(b))
    return pool::forPieces(loop.count, isFew ? loop.count : std::max<int64_t>(1, pool::kGrain / b.count),
                           [&](int64_t begin, int64_t end) { byElements<Op, T>(b, begin, end); });
  if (isFew || inner < 2 * kColumns || !meetAsWholes(b)) return byBlocks<Op, T>(b, 0, b.count, 0, inner);
  const int64_t width = (inner / pool::threads() + kColumns - 1) / kColumns * kColumns;
  pool::forPieces(inner, std::max(kColumns, width),
                  [&](int64_t from, int64_t to) { byBlocks<Op, T>(b, 0, b.count, from, to); });
}

void move(const Blocks& blocks) {
  switch (bytesOf(blocks.a.type)) {
    case 8: return moveBlocks<Move, uint64_t>(blocks);
    case 4: return moveBlocks<Move, uint32_t>(blocks);
    default: return moveBlocks<Move, uint8_t>(blocks);
  }
}

}  // namespace

// (out, a, offsets, blockStride, loop)
void gatherBlocks(Call& call) {
  Blocks blocks;
  readBlocks(call, false, blocks);
  if (!blocks.isEmpty()) move(blocks);
}

// (out, a, offsets, blockStride, loop, accumulate)
void scatterBlocks(Call& call) {
  const bool accumulate = call.boolean(5, "accumulate");
  Blocks blocks;
  readBlocks(call, true, blocks);
  if (blocks.isEmpty()) return;
  if (!accumulate) return move(blocks);
  switch (blocks.a.type) {
    case DType::f32: return moveBlocks<Add, float>(blocks);
    case DType::f64: return moveBlocks<Add, double>(blocks);
    case DType::i64: return moveBlocks<Add, int64_t>(blocks);
    case DType::i32: return moveBlocks<Add, int32_t>(blocks);
    case DType::u8: return moveBlocks<Add, uint8_t>(blocks);
  }
}

}  // namespace tsgrad
