// What the addon exports: the functions of `Addon` in src/engine/native.ts, and the ops' names in their order.
#pragma once
#include <iterator>
#include <string>
#include <vector>

#include "args.h"

namespace tsgrad {

using Names = std::vector<const char*>;
template <class Table> Names namesOf(const Table& table) {
  Names names;
  for (const auto& row : table) names.push_back(row.name);
  return names;
}

Names unaryNames();
Names binaryNames();
Names compareNames();
Names predicateNames();
Names reduceNames();
Names scanNames();
Names randomNames();
Names stepNames();

void unary(Call&);
void binary(Call&);
void compare(Call&);
void predicate(Call&);
void where(Call&);
void copy(Call&);
void fill(Call&);
void reduce(Call&);
void scan(Call&);
void gatherBlocks(Call&);
void scatterBlocks(Call&);
void placesOf(Call&);
void nonzero(Call&);
void sort(Call&);
void topk(Call&);
void kth(Call&);
void searchSorted(Call&);
void bincount(Call&);
void histc(Call&);
void gatherAlong(Call&);
void scatterAlong(Call&);
void scanExtremes(Call&);
void gemm(Call&);
void random(Call&);
void softmax(Call&);
void softmaxBackward(Call&);
void classLosses(Call&);
void classLossesBackward(Call&);
void moments(Call&);
void normalize(Call&);
void normalizeBackward(Call&);
void convolve(Call&);
void convolveImages(Call&);
void convolveFilters(Call&);
void maxPool(Call&);
void maxPoolBackward(Call&);
void meanPool(Call&);
void meanPoolBackward(Call&);
void step(Call&);

}  // namespace tsgrad
