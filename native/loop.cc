#include "loop.h"

#include <cmath>

namespace tsgrad {
namespace {

// Beyond 2^53 a double no longer tells neighbours apart, and no array is that long.
constexpr double kMostWhole = 9007199254740992.0;

[[noreturn]] void refuse(const Array& packed, const std::string& what) {
  throw Refusal{Refusal::range, std::string(packed.name) + ": " + what};
}

}  // namespace

int64_t wholeNumber(const Array& packed, int64_t at) {
  const double value = packed.as<double>()[at];
  if (!(std::fabs(value) <= kMostWhole) || value != std::floor(value))
    refuse(packed, "element " + std::to_string(at) + " is not a whole number");
  return static_cast<int64_t>(value);
}

void parseLoop(const Array& packed, int operands, Loop& loop) {
  if (packed.length < 1) refuse(packed, "empty");
  const int64_t rank = wholeNumber(packed, 0);
  if (rank < 1 || rank > kMaxRank) refuse(packed, "rank " + std::to_string(rank) + " is not from 1 to 64");
  if (packed.length < 1 + rank + operands * (1 + rank))
    refuse(packed, "too short for rank " + std::to_string(rank) + " and " + std::to_string(operands) + " operands");
  loop.rank = static_cast<int>(rank);
  loop.operands = operands;
  loop.count = 1;
  int64_t at = 1;
  bool empty = false;
  for (int d = 0; d < loop.rank; d++) {
    const int64_t size = loop.size[d] = wholeNumber(packed, at++);
    if (size < 0) refuse(packed, "size " + std::to_string(size) + " of dimension " + std::to_string(d));
    if (size == 0) empty = true;
    else if (loop.count > int64_t(kMostWhole) / size) refuse(packed, "more than 2^53 elements");
    else loop.count *= size;
  }
  if (empty) loop.count = 0;
  for (int p = 0; p < operands; p++) {
    loop.offset[p] = wholeNumber(packed, at++);
    for (int d = 0; d < loop.rank; d++) loop.stride[p][d] = wholeNumber(packed, at++);
  }
}

void checkBounds(const Array& array, int rank, const int64_t* size, int64_t offset, const int64_t* stride, int64_t low,
                 int64_t high) {
  // Each term is below 2^106 and there are at most 64 of them: long double could round, so the sums are checked as
  // they grow. Anything beyond 2^53 is outside every array.
  const auto outside = [&](const char* how) {
    throw Refusal{Refusal::range, std::string(array.name) + ": the loop reaches " + how + " its " +
                                      std::to_string(array.length) + " elements"};
  };
  constexpr int64_t most = int64_t(kMostWhole);
  int64_t least = offset + low, greatest = offset + high;
  for (int d = 0; d < rank; d++) {
    const int64_t steps = size[d] - 1, step = stride[d];
    if (steps <= 0 || step == 0) continue;
    if (steps > most / std::abs(step)) outside("beyond");
    (step > 0 ? greatest : least) += steps * step;
    if (greatest > most) outside("beyond");
    if (least < -most) outside("before");
  }
  if (least < 0) outside("before");
  if (greatest >= array.length) outside("beyond");
}

void readLoop(const Call& call, size_t argument, std::initializer_list<const Array*> operands, Loop& loop) {
  parseLoop(call.array(argument, "loop", DType::f64), static_cast<int>(operands.size()), loop);
  if (loop.count == 0) return;
  int p = 0;
  for (const Array* operand : operands) {
    checkBounds(*operand, loop.rank, loop.size, loop.offset[p], loop.stride[p]);
    p++;
  }
}

}  // namespace tsgrad
