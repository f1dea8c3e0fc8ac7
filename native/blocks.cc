// Blocks of a tensor to and from places that a list of offsets names: indexing by tensors.
#include <cstring>

#include "families.h"
#include "loop.h"
#include "strided.h"

namespace tsgrad {
namespace {

// Operand 0 of the loop is `out`, operand 1 is `a`; one of them is shifted by the list, the other by i·blockStride.
struct Blocks {
  Array out, a;
  const double* offsets;
  int64_t count;
  int64_t blockStride;
  Loop loop;
};

// (out, a, offsets, blockStride, loop, …)
void readBlocks(const Call& call, bool outIsListed, Blocks& blocks) {
  blocks.a = call.array(1, "a");
  blocks.out = call.like(blocks.a, 0, "out");
  const Array offsets = call.array(2, "offsets", DType::f64);
  constexpr int64_t most = int64_t(1) << 53;
  blocks.blockStride = call.integer(3, "blockStride", -most, most);
  blocks.offsets = offsets.as<double>();
  blocks.count = offsets.length;
  parseLoop(call.array(4, "loop", DType::f64), 2, blocks.loop);
  if (blocks.count == 0 || blocks.loop.count == 0) return;
  int64_t low = wholeNumber(offsets, 0), high = low;
  for (int64_t i = 1; i < offsets.length; i++) {
    const int64_t offset = wholeNumber(offsets, i);
    low = std::min(low, offset);
    high = std::max(high, offset);
  }
  const Loop& loop = blocks.loop;
  const int listed = outIsListed ? 0 : 1, stepped = 1 - listed;
  const Array* arrays[] = {&blocks.out, &blocks.a};
  checkBounds(*arrays[listed], loop.rank, loop.size, loop.offset[listed], loop.stride[listed], low, high);
  const int64_t steps = blocks.count - 1, step = blocks.blockStride;
  if (steps > 0 && std::abs(step) > most / steps)
    throw Refusal{Refusal::range, "blockStride: the last block is outside its array"};
  checkBounds(*arrays[stepped], loop.rank, loop.size, loop.offset[stepped], loop.stride[stepped],
              std::min<int64_t>(0, steps * step), std::max<int64_t>(0, steps * step));
}

// Calls body(out, a, n) for each run of each block; strides are the loop's innermost ones.
template <class T, class Body>
void forBlockRuns(const Blocks& blocks, bool outIsListed, int64_t begin, int64_t end, const Body& body) {
  const Loop& loop = blocks.loop;
  const int64_t inner = loop.inner(), rows = loop.count / inner;
  for (int64_t i = begin; i < end; i++) {
    const int64_t listed = static_cast<int64_t>(blocks.offsets[i]), stepped = i * blocks.blockStride;
    T* out = blocks.out.as<T>() + (outIsListed ? listed : stepped);
    const T* a = blocks.a.as<T>() + (outIsListed ? stepped : listed);
    Cursor<2> row(loop, 0, loop.rank - 1, 0);
    for (int64_t r = 0; r < rows; r++, row.next()) body(out + row.at[0], a + row.at[1], inner);
  }
}

template <class T> void move(T* out, int64_t outStride, const T* a, int64_t aStride, int64_t n) {
  if (outStride == 1 && aStride == 1) {
    if (n < 16) for (int64_t i = 0; i < n; i++) out[i] = a[i];
    else std::memmove(out, a, n * sizeof(T));
  } else {
    for (int64_t i = 0; i < n; i++) out[i * outStride] = a[i * aStride];
  }
}

template <class T> void moveBlocks(const Blocks& blocks, bool outIsListed, bool parallel) {
  const Loop& loop = blocks.loop;
  const auto some = [&](int64_t begin, int64_t end) {
    forBlockRuns<T>(blocks, outIsListed, begin, end, [&](T* out, const T* a, int64_t n) {
      move(out, loop.innerStride(0), a, loop.innerStride(1), n);
    });
  };
  if (!parallel || blocks.count * loop.count < 2 * pool::kGrain) return some(0, blocks.count);
  pool::forPieces(blocks.count, std::max<int64_t>(1, pool::kGrain / loop.count), some);
}

void moveBlocksOf(const Blocks& blocks, bool outIsListed, bool parallel) {
  switch (bytesOf(blocks.a.type)) {
    case 8: return moveBlocks<uint64_t>(blocks, outIsListed, parallel);
    case 4: return moveBlocks<uint32_t>(blocks, outIsListed, parallel);
    default: return moveBlocks<uint8_t>(blocks, outIsListed, parallel);
  }
}

template <class T> void addBlocks(const Blocks& blocks) {
  const int64_t outStride = blocks.loop.innerStride(0), aStride = blocks.loop.innerStride(1);
  forBlockRuns<T>(blocks, true, 0, blocks.count, [&](T* out, const T* a, int64_t n) {
    if (outStride == 1 && aStride == 1) INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = T(out[i] + a[i]);
    else for (int64_t i = 0; i < n; i++) out[i * outStride] = T(out[i * outStride] + a[i * aStride]);
  });
}

}  // namespace

// (out, a, offsets, blockStride, loop)
void gatherBlocks(Call& call) {
  Blocks blocks;
  readBlocks(call, false, blocks);
  if (blocks.loop.count > 0) moveBlocksOf(blocks, false, true);
}

// (out, a, offsets, blockStride, loop, accumulate). One thread: an offset may occur twice, and then the order counts.
void scatterBlocks(Call& call) {
  const bool accumulate = call.boolean(5, "accumulate");
  Blocks blocks;
  readBlocks(call, true, blocks);
  if (blocks.loop.count == 0) return;
  if (!accumulate) return moveBlocksOf(blocks, true, false);
  switch (blocks.a.type) {
    case DType::f32: return addBlocks<float>(blocks);
    case DType::f64: return addBlocks<double>(blocks);
    case DType::i64: return addBlocks<int64_t>(blocks);
    case DType::i32: return addBlocks<int32_t>(blocks);
    case DType::u8: return addBlocks<uint8_t>(blocks);
  }
}

}  // namespace tsgrad
