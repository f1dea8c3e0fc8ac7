#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <utility>

#include "blocks.h"

namespace tsgrad {

void readBlocks(const Call& call, bool outIsListed, Blocks& blocks) {
  blocks.a = call.array(1, "a");
  blocks.out = call.like(blocks.a, 0, "out");
  const Array offsets = call.array(2, "offsets", DType::f64);
  constexpr int64_t most = int64_t(1) << 53;
  blocks.blockStride = call.integer(3, "blockStride", -most, most);
  blocks.offsets = offsets.as<double>();
  blocks.count = offsets.length;
  blocks.outIsListed = outIsListed;
  parseLoop(call.array(4, "loop", DType::f64), 2, blocks.loop);
  if (blocks.isEmpty()) return;
  int64_t low = wholeNumber(offsets, 0), high = low;
  for (int64_t i = 1; i < offsets.length; i++) {
    const double given = blocks.offsets[i];
    const bool fits = given >= -double(most) && given <= double(most);
    const int64_t offset = fits ? static_cast<int64_t>(given) : 0;
    if (!fits || double(offset) != given) wholeNumber(offsets, i);  // refuses it
    low = std::min(low, offset);
    high = std::max(high, offset);
  }
  blocks.low = low;
  blocks.high = high;
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

bool meetAsWholes(const Blocks& blocks) {
  const Loop& loop = blocks.loop;
  const int listed = blocks.outIsListed ? 0 : 1;
  // The list is one more dimension: steps of what all distances have in common.
  int64_t step = 0;
  for (int64_t i = 0; i < blocks.count && step != 1; i++) {
    const int64_t distance = static_cast<int64_t>(blocks.offsets[i]) - blocks.low;
    if (step == 0 || distance % step != 0) step = std::gcd(step, distance);
  }
  std::pair<int64_t, int64_t> dims[kMaxRank + 1];  // distance, steps
  int rank = 0;
  if (step > 0) dims[rank++] = {step, (blocks.high - blocks.low) / step};
  for (int d = 0; d < loop.rank; d++)
    if (loop.size[d] > 1) dims[rank++] = {std::abs(loop.stride[listed][d]), loop.size[d] - 1};
  std::sort(dims, dims + rank);
  // Each dimension steps over all that the smaller ones reach. They are inside the array: nothing overflows.
  int64_t reach = 0;
  for (int d = 0; d < rank; d++) {
    if (dims[d].first <= reach) return false;
    reach += dims[d].first * dims[d].second;
  }
  return true;
}

}  // namespace tsgrad
