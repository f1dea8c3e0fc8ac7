// Blocks of a tensor to and from places that a list of offsets names: what a call says of them.
#pragma once
#include "loop.h"

namespace tsgrad {

// Operand 0 of the loop is `out`, operand 1 is `a`; one of them is shifted by the list, the other by i·blockStride.
struct Blocks {
  Array out, a;
  const double* offsets;
  int64_t count;
  int64_t blockStride;
  int64_t low, high;  // of the offsets
  bool outIsListed;
  Loop loop;

  bool isEmpty() const { return count == 0 || loop.count == 0; }
};

// (out, a, offsets, blockStride, loop, …)
void readBlocks(const Call& call, bool outIsListed, Blocks& blocks);

// Do listed blocks that share a place share it as the same element of each? Then elements may be moved in any order, as
// long as each takes its blocks in theirs.
bool meetAsWholes(const Blocks& blocks);

}  // namespace tsgrad
