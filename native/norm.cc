// Normalisation: statistics, the normalised values, and the gradients, for batch, layer, group and instance norm.
//
// x is [samples, channels, places], adjacent. Either every channel has statistics of its own over all samples (batch),
// or every sample has `groups` of channels with statistics of their own (layer norm: one group, one place). Statistics
// are doubles: means, then variances (divided by the count), then 1 / √(variance + eps).
#include <memory>

#include "families.h"
#include "lanes.h"
#include "spans.h"

namespace tsgrad {
namespace {

struct Layout {
  int64_t samples, channels, places;
  int64_t groups;  // of a sample; 0: each channel over all samples

  bool ofBatch() const { return groups == 0; }
  int64_t count() const { return samples * channels * places; }
  int64_t statistics() const { return ofBatch() ? channels : samples * groups; }
  int64_t perGroup() const { return channels / groups; }
};

constexpr int64_t kPiece = 1 << 14;
// Columns that are worked on together where a channel is a column.
constexpr int64_t kColumns = 64;
// Samples are cut into at most so many pieces whose sums are added in order, whatever the number of threads.
constexpr int64_t kParts = 16;

struct Statistics {
  double *mean, *variance, *rate;
};

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

template <class T> void moments(const T* x, const Layout& at, double eps, const Statistics& s) {
  const auto give = [&](int64_t i, double mean, double variance) {
    s.mean[i] = mean;
    s.variance[i] = variance;
    s.rate[i] = 1 / std::sqrt(variance + eps);
  };
  if (!at.ofBatch()) {
    const int64_t n = at.perGroup() * at.places;
    return pool::forPieces(at.statistics(), std::max<int64_t>(1, kPiece / n), [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; i++) {
        Spread spread;
        addRun(spread, x + i * n, n);
        give(i, spread.mean, spread.squares / double(n));
      }
    });
  }
  const double n = double(at.samples * at.places);
  if (at.places == 1)
    return pool::forPieces(at.channels, kColumns, [&](int64_t begin, int64_t end) {
      double mean[kColumns], squares[kColumns];
      columnSpreads(x + begin, at.samples, at.channels, end - begin, mean, squares);
      for (int64_t c = begin; c < end; c++) give(c, mean[c - begin], squares[c - begin] / n);
    });
  pool::forPieces(at.channels, std::max<int64_t>(1, kPiece / (at.samples * at.places)), [&](int64_t begin, int64_t end) {
    for (int64_t c = begin; c < end; c++) {
      Spread spread;
      for (int64_t i = 0; i < at.samples; i++) addRun(spread, x + (i * at.channels + c) * at.places, at.places);
      give(c, spread.mean, spread.squares / n);
    }
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

template <class T>
void normalized(T* out, const T* x, const Layout& at, const Statistics& s, const T* weight, const T* bias) {
  const int64_t rowLength = at.channels * at.places;
  const int64_t grain = std::max<int64_t>(1, kPiece / rowLength);
  if (at.ofBatch() && at.places == 1) {
    // Fixed blocks of channels, so that the factors are worked out once a block.
    return pool::forPieces(at.channels, kColumns, [&](int64_t begin, int64_t end) {
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
  pool::forPieces(at.samples, grain, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; i++) {
      if (at.places == 1) {
        const int64_t n = at.perGroup();
        for (int64_t g = 0; g < at.groups; g++) {
          const int64_t from = i * at.channels + g * n, k = i * at.groups + g;
          affineRow(out + from, x + from, T(s.mean[k]), T(s.rate[k]), weight ? weight + g * n : nullptr,
                    bias ? bias + g * n : nullptr, n);
        }
        continue;
      }
      for (int64_t c = 0; c < at.channels; c++) {
        const int64_t from = (i * at.channels + c) * at.places;
        const int64_t k = at.ofBatch() ? c : i * at.groups + c / at.perGroup();
        affineRun(out + from, x + from, T(s.mean[k]), T(s.rate[k] * (weight ? double(weight[c]) : 1)),
                  bias ? bias[c] : T(0), at.places);
      }
    }
  });
}

// Σ g and Σ g (x − mean)
template <class T> CLONES void slopeSums(const T* g, const T* x, double mean, int64_t n, double& plain, double& along) {
  const T centre = T(mean);
  lanes::sums<T>(n, [&](int64_t i) { return g[i]; }, [&](int64_t i) { return g[i] * (x[i] - centre); }, plain, along);
}

// The same with g · weight, for rows whose weight changes from element to element.
template <class T>
CLONES void weightedSums(const T* g, const T* x, const T* weight, double mean, int64_t n, double& plain, double& along) {
  const T centre = T(mean);
  lanes::sums<T>(
      n, [&](int64_t i) { return g[i] * weight[i]; }, [&](int64_t i) { return g[i] * weight[i] * (x[i] - centre); },
      plain, along);
}

// out = g · factor − constant − (x − mean) · slope
template <class T>
CLONES void gradientRun(T* out, const T* g, const T* x, T mean, T factor, T constant, T slope, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = g[i] * factor - constant - (x[i] - mean) * slope;
}
template <class T>
CLONES void gradientRow(T* out, const T* g, const T* x, const T* weight, T mean, T rate, T constant, T slope,
                        int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = g[i] * weight[i] * rate - constant - (x[i] - mean) * slope;
}
template <class T>
CLONES void gradientColumns(T* out, const T* g, const T* x, const T* mean, const T* factor, const T* constant,
                            const T* slope, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = g[i] * factor[i] - constant[i] - (x[i] - mean[i]) * slope[i];
}
template <class T>
CLONES void columnSums(const T* g, const T* x, const double* mean, int64_t n, double* plain, double* along) {
  INDEPENDENT for (int64_t j = 0; j < n; j++) {
    plain[j] += double(g[j]);
    along[j] += double(g[j]) * (double(x[j]) - mean[j]);
  }
}
// Row by row with one mean and rate: Σ g and Σ g x̂ of each column. Few rows' sums are T's, see `Sums`.
template <class T>
CLONES void columnSumsOfRow(const T* g, const T* x, T mean, T rate, int64_t n, T* plain, T* along) {
  INDEPENDENT for (int64_t j = 0; j < n; j++) {
    plain[j] += g[j];
    along[j] += g[j] * ((x[j] - mean) * rate);
  }
}

// Σ g and Σ g x̂ of each channel, one block after the other: over a few rows in T, whose sums are then added in double.
template <class T> struct Sums {
  double* const all;
  T* const few;
  const int64_t channels;
  int64_t rows = 0;

  void endRow() {
    if (++rows == 16) flush();
  }
  void flush() {
    rows = 0;
    for (int64_t i = 0; i < 2 * channels; i++) all[i] += double(few[i]), few[i] = 0;
  }
};

template <class T> struct Gradients {
  T *x, *weight, *bias;  // null: not asked for
};

// What the statistics add to a gradient: x̂ depends on all elements. `fixed` statistics (of another batch) add nothing.
struct Correction {
  double constant, slope;
  Correction(double plain, double along, double rate, double n, bool fixed)
      : constant(fixed ? 0 : rate * plain / n), slope(fixed ? 0 : rate * rate * rate * along / n) {}
};

template <class T>
void gradientsOfBatch(const Gradients<T>& to, const T* g, const T* x, const Layout& at, const Statistics& s,
                      const T* weight, bool fixed) {
  const double n = double(at.samples * at.places);
  const auto give = [&](int64_t c, double plain, double along) {
    if (to.weight) to.weight[c] = T(along * s.rate[c]);
    if (to.bias) to.bias[c] = T(plain);
  };
  if (at.places == 1)
    return pool::forPieces(at.channels, kColumns, [&](int64_t begin, int64_t end) {
      const int64_t width = end - begin;
      double plain[kColumns] = {}, along[kColumns] = {};
      for (int64_t i = 0; i < at.samples; i++) {
        const int64_t from = i * at.channels + begin;
        columnSums(g + from, x + from, s.mean + begin, width, plain, along);
      }
      T mean[kColumns], factor[kColumns], constant[kColumns], slope[kColumns];
      for (int64_t j = 0; j < width; j++) {
        const int64_t c = begin + j;
        give(c, plain[j], along[j]);
        const double w = weight ? double(weight[c]) : 1;
        const Correction change(w * plain[j], w * along[j], s.rate[c], n, fixed);
        mean[j] = T(s.mean[c]);
        factor[j] = T(w * s.rate[c]);
        constant[j] = T(change.constant);
        slope[j] = T(change.slope);
      }
      if (to.x)
        for (int64_t i = 0; i < at.samples; i++) {
          const int64_t from = i * at.channels + begin;
          gradientColumns(to.x + from, g + from, x + from, mean, factor, constant, slope, width);
        }
    });
  pool::forPieces(at.channels, std::max<int64_t>(1, kPiece / (at.samples * at.places)), [&](int64_t begin, int64_t end) {
    for (int64_t c = begin; c < end; c++) {
      double plain = 0, along = 0;
      for (int64_t i = 0; i < at.samples; i++) {
        const int64_t from = (i * at.channels + c) * at.places;
        double p, a;
        slopeSums(g + from, x + from, s.mean[c], at.places, p, a);
        plain += p;
        along += a;
      }
      give(c, plain, along);
      if (!to.x) continue;
      const double w = weight ? double(weight[c]) : 1;
      const Correction change(w * plain, w * along, s.rate[c], n, fixed);
      for (int64_t i = 0; i < at.samples; i++) {
        const int64_t from = (i * at.channels + c) * at.places;
        gradientRun(to.x + from, g + from, x + from, T(s.mean[c]), T(w * s.rate[c]), T(change.constant),
                    T(change.slope), at.places);
      }
    }
  });
}

// One sample: its part of the gradients of weight and bias is added to the sums.
template <class T>
void gradientsOfSample(const Gradients<T>& to, const T* g, const T* x, const Layout& at, const Statistics& s,
                       const T* weight, int64_t sample, Sums<T>& sums) {
  const int64_t width = at.perGroup(), n = width * at.places;
  for (int64_t group = 0; group < at.groups; group++) {
    const int64_t k = sample * at.groups + group, first = group * width;
    const int64_t from = (sample * at.channels + first) * at.places;
    const double mean = s.mean[k], rate = s.rate[k];
    double p = 0, a = 0;
    if (at.places == 1) {
      if (to.weight || to.bias)
        columnSumsOfRow(g + from, x + from, T(mean), T(rate), n, sums.few + first, sums.few + at.channels + first);
      if (!to.x) continue;
      if (weight) weightedSums(g + from, x + from, weight + first, mean, n, p, a);
      else slopeSums(g + from, x + from, mean, n, p, a);
    } else {
      for (int64_t c = first; c < first + width; c++) {
        const int64_t start = (sample * at.channels + c) * at.places;
        double pc, ac;
        slopeSums(g + start, x + start, mean, at.places, pc, ac);
        sums.all[c] += pc;
        sums.all[at.channels + c] += ac * rate;
        const double w = weight ? double(weight[c]) : 1;
        p += w * pc;
        a += w * ac;
      }
      if (!to.x) continue;
    }
    const Correction change(p, a, rate, double(n), false);
    const T constant = T(change.constant), slope = T(change.slope);
    if (at.places == 1 && weight) {
      gradientRow(to.x + from, g + from, x + from, weight + first, T(mean), T(rate), constant, slope, n);
      continue;
    }
    for (int64_t c = first; c < first + width; c++) {
      const int64_t start = (sample * at.channels + c) * at.places;
      const bool whole = !weight;  // one factor for all channels: one run
      gradientRun(to.x + start, g + start, x + start, T(mean), T(weight ? double(weight[c]) * rate : rate), constant,
                  slope, whole ? n : at.places);
      if (whole) break;
    }
  }
}

template <class T>
void gradientsOfSamples(const Gradients<T>& to, const T* g, const T* x, const Layout& at, const Statistics& s,
                        const T* weight) {
  const int64_t piece = std::max((at.samples + kParts - 1) / kParts, std::max<int64_t>(1, kPiece / (at.channels * at.places)));
  const int64_t parts = (at.samples + piece - 1) / piece;
  const std::unique_ptr<double[]> sums(new double[parts * 2 * at.channels]());
  const std::unique_ptr<T[]> few(new T[parts * 2 * at.channels]());
  pool::forPieces(at.samples, piece, [&](int64_t begin, int64_t end) {
    const int64_t from = begin / piece * 2 * at.channels;
    Sums<T> part{sums.get() + from, few.get() + from, at.channels};
    for (int64_t i = begin; i < end; i++) {
      gradientsOfSample(to, g, x, at, s, weight, i, part);
      part.endRow();
    }
    part.flush();
  });
  if (!to.weight && !to.bias) return;
  for (int64_t c = 0; c < at.channels; c++) {
    double plain = 0, along = 0;
    for (int64_t part = 0; part < parts; part++) {
      plain += sums[part * 2 * at.channels + c];
      along += sums[(part * 2 + 1) * at.channels + c];
    }
    if (to.weight) to.weight[c] = T(along);
    if (to.bias) to.bias[c] = T(plain);
  }
}

Layout readLayout(Reader& meta) {
  Layout at{meta.size(), meta.size(), meta.size(), meta.size()};
  countOf(at.samples, at.channels, at.places);
  if (at.groups > 0 && at.channels % at.groups != 0)
    throw Refusal{Refusal::range, "meta: " + std::to_string(at.channels) + " channels in " + std::to_string(at.groups) +
                                      " groups"};
  return at;
}

Statistics statisticsOf(const Array& array, const Layout& at) {
  const int64_t n = at.statistics();
  double* all = spanOf<double>(array, 0, 3 * n);
  return {all, all + n, all + 2 * n};
}

}  // namespace

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
    if (at.count() > 0) moments(data, at, eps, s);
  });
}

// (out, x, statistics, weight, bias, meta: samples, channels, places, groups, offsets of out, x, weight, bias)
void normalize(Call& call) {
  const Array x = call.array(1, "x"), out = call.like(x, 0, "out");
  const Array statistics = call.array(2, "statistics", DType::f64);
  Reader meta(call.array(5, "meta", DType::f64));
  const Layout at = readLayout(meta);
  const int64_t to = meta.offset(), from = meta.offset(), atWeight = meta.offset(), atBias = meta.offset();
  const Statistics s = statisticsOf(statistics, at);
  forFloats(x, [&](auto zero) {
    using T = decltype(zero);
    T* o = spanOf<T>(out, to, at.count());
    const T* i = spanOf<T>(x, from, at.count());
    const T* weight = optional<T>(call, x, 3, "weight", atWeight, at.channels);
    const T* bias = optional<T>(call, x, 4, "bias", atBias, at.channels);
    if (at.count() > 0) normalized<T>(o, i, at, s, weight, bias);
  });
}

// (gradX, gradWeight, gradBias, g, x, statistics, weight,
//  meta: samples, channels, places, groups, fixed, offsets of gradX, gradWeight, gradBias, g, x, weight)
void normalizeBackward(Call& call) {
  const Array g = call.array(3, "g"), x = call.like(g, 4, "x");
  const Array statistics = call.array(5, "statistics", DType::f64);
  Reader meta(call.array(7, "meta", DType::f64));
  const Layout at = readLayout(meta);
  const bool fixed = meta.whole(0, 1) == 1;
  int64_t offset[6];
  for (int64_t& o : offset) o = meta.offset();
  const Statistics s = statisticsOf(statistics, at);
  forFloats(g, [&](auto zero) {
    using T = decltype(zero);
    const Gradients<T> to{optional<T>(call, g, 0, "gradX", offset[0], at.count()),
                          optional<T>(call, g, 1, "gradWeight", offset[1], at.channels),
                          optional<T>(call, g, 2, "gradBias", offset[2], at.channels)};
    const T *slopes = spanOf<T>(g, offset[3], at.count()), *data = spanOf<T>(x, offset[4], at.count());
    const T* weight = optional<T>(call, g, 6, "weight", offset[5], at.channels);
    if (at.count() == 0) {
      for (T* empty : {to.weight, to.bias})
        if (empty) std::fill(empty, empty + at.channels, T(0));
    } else if (at.ofBatch()) gradientsOfBatch<T>(to, slopes, data, at, s, weight, fixed);
    else gradientsOfSamples<T>(to, slopes, data, at, s, weight);
  });
}

}  // namespace tsgrad
