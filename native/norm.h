// Normalisation: what its forward (norm.cc) and backward passes (norm_backward.cc) have in common.
//
// x is [samples, channels, places], adjacent. Either every channel has statistics of its own over all samples (batch),
// or every sample has `groups` of channels with statistics of their own (layer norm: one group, one place). Statistics
// are doubles: means, then variances (divided by the count), then 1 / √(variance + eps).
#pragma once
#include "lanes.h"
#include "spans.h"

namespace tsgrad::norm {

struct Layout {
  int64_t samples, channels, places;
  int64_t groups;  // of a sample; 0: each channel over all samples

  bool ofBatch() const { return groups == 0; }
  int64_t count() const { return samples * channels * places; }
  int64_t statistics() const { return ofBatch() ? channels : samples * groups; }
  int64_t perGroup() const { return channels / groups; }
};

// Elements per piece of the pool.
constexpr int64_t kPiece = 1 << 14;
// Columns that are worked on together where a channel is a column.
constexpr int64_t kColumns = 64;

struct Statistics {
  double *mean, *variance, *rate;
};

inline Layout readLayout(Reader& meta) {
  Layout at{meta.size(), meta.size(), meta.size(), meta.size()};
  countOf(at.samples, at.channels, at.places);
  if (at.groups > 0 && at.channels % at.groups != 0)
    throw Refusal{Refusal::range, "meta: " + std::to_string(at.channels) + " channels in " + std::to_string(at.groups) +
                                      " groups"};
  return at;
}

inline Statistics statisticsOf(const Array& array, const Layout& at) {
  const int64_t n = at.statistics();
  double* all = spanOf<double>(array, 0, 3 * n);
  return {all, all + n, all + 2 * n};
}

}  // namespace tsgrad::norm
