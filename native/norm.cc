// Normalisation forward, for batch, layer, group and instance norm: statistics, and what they make of the values.
#include "families.h"
#include "norm.h"

namespace tsgrad::norm {
namespace {

// Count, mean and sum of squared distances from it (Chan, Golub & LeVeque 1983).
struct Spread {
  double count = 0, mean = 0, squares = 0;
  void add(double n, double m, double s) {
    const double all = count + n, distance = m - mean;
    squares += s + distance * distance * (count * n / all);
    mean += distance * (n / all);
    count = all;
  }
};

// Runs that fit the first-level cache are read twice from there and once from memory.
constexpr int64_t kRun = 2048;

template <class T> CLONES void addRun(Spread& spread, const T* x, int64_t n) {
  for (int64_t begin = 0; begin < n; begin += kRun) {
    const int64_t length = std::min(kRun, n - begin);
    const T* run = x + begin;
    // Any number near the mean will do as a centre, if what it is off is made good for.
    const T centre = T(lanes::sum<T>(length, [&](int64_t i) { return run[i]; }) / double(length));
    double off, squares;
    lanes::sums<T>(
        length, [&](int64_t i) { return run[i] - centre; },
        [&](int64_t i) { return (run[i] - centre) * (run[i] - centre); }, off, squares);
    off /= double(length);
    spread.add(double(length), double(centre) + off, squares - double(length) * off * off);
  }
}

// Means and squares of columns side by side, `stride` apart from row to row.
template <class T>
CLONES void columnSpreads(const T* x, int64_t rows, int64_t stride, int64_t columns, double* mean, double* squares) {
  double sum[kColumns] = {};
  for (int64_t r = 0; r < rows; r++)
    INDEPENDENT for (int64_t j = 0; j < columns; j++) sum[j] += double(x[r * stride + j]);
  for (int64_t j = 0; j < columns; j++) mean[j] = sum[j] / double(rows), squares[j] = 0;
  for (int64_t r = 0; r < rows; r++)
    INDEPENDENT for (int64_t j = 0; j < columns; j++) {
      const double d = double(x[r * stride + j]) - mean[j];
      squares[j] += d * d;
    }
}

void give(const Statistics& s, int64_t i, double mean, double variance, double eps) {
  s.mean[i] = mean;
  s.variance[i] = variance;
  s.rate[i] = 1 / std::sqrt(variance + eps);
}

// Those of one sample, of each of its groups.
template <class T> void momentsOfSample(const T* x, const Layout& at, double eps, const Statistics& s, int64_t sample) {
  const int64_t n = at.perGroup() * at.places;
  for (int64_t i = sample * at.groups; i < (sample + 1) * at.groups; i++) {
    Spread spread;
    addRun(spread, x + i * n, n);
    give(s, i, spread.mean, spread.squares / double(n), eps);
  }
}

template <class T> void momentsOfBatch(const T* x, const Layout& at, double eps, const Statistics& s) {
  const double n = double(at.samples * at.places);
  if (at.places == 1)
    return pool::forPieces(at.channels, kColumns, [&](int64_t begin, int64_t end) {
      double mean[kColumns], squares[kColumns];
      columnSpreads(x + begin, at.samples, at.channels, end - begin, mean, squares);
      for (int64_t c = begin; c < end; c++) give(s, c, mean[c - begin], squares[c - begin] / n, eps);
    });
  pool::forPieces(at.channels, std::max<int64_t>(1, kPiece / (at.samples * at.places)), [&](int64_t begin, int64_t end) {
    for (int64_t c = begin; c < end; c++) {
      Spread spread;
      for (int64_t i = 0; i < at.samples; i++) addRun(spread, x + (i * at.channels + c) * at.places, at.places);
      give(s, c, spread.mean, spread.squares / n, eps);
    }
  });
}

// body(sample) for each of them, on several threads.
template <class Body> void forSamples(const Layout& at, const Body& body) {
  pool::forPieces(at.samples, std::max<int64_t>(1, kPiece / (at.channels * at.places)), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; i++) body(i);
  });
}

// out = (x − mean) · factor + shift
template <class T> CLONES void affineRun(T* out, const T* x, T mean, T factor, T shift, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = (x[i] - mean) * factor + shift;
}

// The same where mean and rate are one each, and weight and bias change from element to element …
template <class T>
CLONES void affineRow(T* out, const T* x, T mean, T rate, const T* weight, const T* bias, int64_t n) {
  if (weight && bias) INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = (x[i] - mean) * rate * weight[i] + bias[i];
  else if (weight) INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = (x[i] - mean) * rate * weight[i];
  else if (bias) INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = (x[i] - mean) * rate + bias[i];
  else INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = (x[i] - mean) * rate;
}

// … and where all four do.
template <class T>
CLONES void affineColumns(T* out, const T* x, const T* mean, const T* factor, const T* shift, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = (x[i] - mean[i]) * factor[i] + shift[i];
}

// Where a channel of a batch is a column: fixed blocks of them, so that the factors are worked out once a block.
template <class T>
void normalizedColumns(T* out, const T* x, const Layout& at, const Statistics& s, const T* weight, const T* bias) {
  pool::forPieces(at.channels, kColumns, [&](int64_t begin, int64_t end) {
    T mean[kColumns], factor[kColumns], shift[kColumns];
    for (int64_t c = begin; c < end; c++) {
      mean[c - begin] = T(s.mean[c]);
      factor[c - begin] = T(s.rate[c] * (weight ? double(weight[c]) : 1));
      shift[c - begin] = bias ? bias[c] : T(0);
    }
    for (int64_t i = 0; i < at.samples; i++) {
      const int64_t from = i * at.channels + begin;
      affineColumns(out + from, x + from, mean, factor, shift, end - begin);
    }
  });
}

template <class T>
void normalizedSample(T* out, const T* x, const Layout& at, const Statistics& s, const T* weight, const T* bias,
                      int64_t sample) {
  if (at.places == 1) {
    const int64_t n = at.perGroup();
    for (int64_t g = 0; g < at.groups; g++) {
      const int64_t from = sample * at.channels + g * n, k = sample * at.groups + g;
      affineRow(out + from, x + from, T(s.mean[k]), T(s.rate[k]), weight ? weight + g * n : nullptr,
                bias ? bias + g * n : nullptr, n);
    }
    return;
  }
  for (int64_t c = 0; c < at.channels; c++) {
    const int64_t from = (sample * at.channels + c) * at.places;
    const int64_t k = at.ofBatch() ? c : sample * at.groups + c / at.perGroup();
    affineRun(out + from, x + from, T(s.mean[k]), T(s.rate[k] * (weight ? double(weight[c]) : 1)),
              bias ? bias[c] : T(0), at.places);
  }
}

}  // namespace
}  // namespace tsgrad::norm

namespace tsgrad {

using namespace norm;

// (statistics, x, meta: samples, channels, places, groups, x's offset, eps)
void moments(Call& call) {
  const Array statistics = call.array(0, "statistics", DType::f64), x = call.array(1, "x");
  Reader meta(call.array(2, "meta", DType::f64));
  const Layout at = readLayout(meta);
  const int64_t from = meta.offset();
  const double eps = meta.number();
  const Statistics s = statisticsOf(statistics, at);
  forFloats(x, [&](auto zero) {
    using T = decltype(zero);
    const T* const data = spanOf<T>(x, from, at.count());
    if (at.count() == 0) return;
    if (at.ofBatch()) momentsOfBatch(data, at, eps, s);
    else forSamples(at, [&](int64_t i) { momentsOfSample(data, at, eps, s, i); });
  });
}

// (out, x, statistics, weight, bias, meta: samples, channels, places, groups, own, eps, offsets of out, x, weight, bias)
void normalize(Call& call) {
  const Array x = call.array(1, "x"), out = call.like(x, 0, "out");
  const Array statistics = call.array(2, "statistics", DType::f64);
  Reader meta(call.array(5, "meta", DType::f64));
  const Layout at = readLayout(meta);
  const bool own = meta.whole(0, 1) == 1;
  const double eps = meta.number();
  const int64_t to = meta.offset(), from = meta.offset(), atWeight = meta.offset(), atBias = meta.offset();
  const Statistics s = statisticsOf(statistics, at);
  forFloats(x, [&](auto zero) {
    using T = decltype(zero);
    T* o = spanOf<T>(out, to, at.count());
    const T* i = spanOf<T>(x, from, at.count());
    const T* weight = optional<T>(call, x, 3, "weight", atWeight, at.channels);
    const T* bias = optional<T>(call, x, 4, "bias", atBias, at.channels);
    if (at.count() == 0) return;
    if (own && at.ofBatch()) momentsOfBatch(i, at, eps, s);
    if (at.ofBatch() && at.places == 1) return normalizedColumns<T>(o, i, at, s, weight, bias);
    // Statistics of a sample are worked out while it is in the cache.
    forSamples(at, [&](int64_t sample) {
      if (own && !at.ofBatch()) momentsOfSample(i, at, eps, s, sample);
      normalizedSample<T>(o, i, at, s, weight, bias, sample);
    });
  });
}

}  // namespace tsgrad
