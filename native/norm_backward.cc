// Normalisation backward: the gradients of the values, of weight and bias.
#include <memory>

#include "families.h"
#include "norm.h"

namespace tsgrad::norm {
namespace {

// Samples are cut into at most so many pieces whose sums are added in order, whatever the number of threads.
constexpr int64_t kParts = 16;

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

template <class T> CLONES void addTo(double* sums, T* few, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) {
    sums[i] += double(few[i]);
    few[i] = 0;
  }
}

// Σ g and Σ g x̂ of each channel, one block after the other: over a few rows in T, whose sums are then added in double.
template <class T> struct Sums {
  double* const all;
  T* const few;
  const int64_t channels;
  int64_t rows = 0;

  void endRow() {
    if (++rows == 32) flush();
  }
  void flush() {
    rows = 0;
    addTo(all, few, 2 * channels);
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
  for (int64_t part = 1; part < parts; part++)
    addTo(sums.get(), sums.get() + part * 2 * at.channels, 2 * at.channels);
  for (int64_t c = 0; c < at.channels; c++) {
    if (to.weight) to.weight[c] = T(sums[at.channels + c]);
    if (to.bias) to.bias[c] = T(sums[c]);
  }
}

}  // namespace
}  // namespace tsgrad::norm

namespace tsgrad {

using namespace norm;

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
