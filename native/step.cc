// One step of an optimizer for all parameters of a group, in one pass over each. Every operation is rounded on its own,
// in the order in which the tensors' ops would do it: the numbers are the same to the last bit.
#include "families.h"
#include "simd.h"
#include "spans.h"

namespace tsgrad {
namespace {

// Arrays of a parameter: itself, its gradient, then what the rule keeps, in the rule's order; null where it keeps nothing.
constexpr int kArrays = 5;
constexpr int kNumbers = 8;
// What is worked on at once stays in the first-level cache; pieces go to the pool.
constexpr int64_t kBlock = 1024, kPiece = 1 << 14;

template <class T> struct Part {
  T* of[kArrays];
  double own[2];  // the parameter's own numbers
};

// The gradient for descent, with the decay of the weights: in `room`, or where it is.
template <class T>
CLONES const T* gradient(T* room, const T* g, const T* p, bool maximize, double decay, int64_t n) {
  if (!maximize && decay == 0) return g;
  const T factor = T(decay), sign = maximize ? T(-1) : T(1);
  if (decay == 0) INDEPENDENT for (int64_t i = 0; i < n; i++) room[i] = -g[i];
  else INDEPENDENT for (int64_t i = 0; i < n; i++) room[i] = sign * g[i] + p[i] * factor;
  return room;
}

template <class T> CLONES void scaleBy(T* p, T factor, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) p[i] = p[i] * factor;
}

// mean = mean · keep + g · take
template <class T> CLONES void average(T* mean, const T* g, T keep, T take, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) mean[i] = mean[i] * keep + g[i] * take;
}
template <class T> CLONES void averageSquares(T* mean, const T* g, T keep, T take, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) mean[i] = mean[i] * keep + (g[i] * g[i]) * take;
}

// p = p + d · rate
template <class T> CLONES void move(T* p, const T* d, T rate, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) p[i] = p[i] + d[i] * rate;
}

// Arrays: momentum. Numbers: lr, momentum, dampening, weight decay, nesterov, maximize; own: is this the first step?
struct Sgd {
  static constexpr const char* name = "sgd";
  template <class T> static void run(const Part<T>& part, const double* number, int64_t n) {
    const double rate = number[0], momentum = number[1], dampening = number[2];
    T room[kBlock];
    const T* g = gradient(room, part.of[1], part.of[0], number[5] != 0, number[3], n);
    T* const buffer = part.of[2];
    if (momentum != 0 && buffer) {
      if (part.own[0] != 0) std::copy(g, g + n, buffer);
      else average(buffer, g, T(momentum), T(1 - dampening), n);
      if (number[4] != 0) {
        if (g != room) std::copy(g, g + n, room);
        move(room, buffer, T(momentum), n);
        g = room;
      } else g = buffer;
    }
    move(part.of[0], g, T(-rate), n);
  }
};

// √second / correction + eps, its reciprocal, and the step with it.
template <class T>
CLONES void moveByMoments(T* p, const T* first, const T* second, T correction, T eps, T rate, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) {
    const T denominator = math::sqrt(second[i]) / correction + eps;
    p[i] = p[i] + ((T(1) / denominator) * first[i]) * rate;
  }
}
template <class T> CLONES void raise(T* most, const T* x, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) most[i] = x[i] > most[i] || x[i] != x[i] ? x[i] : most[i];
}

// Arrays: means of g and of g², the largest of the latter. Numbers: lr, beta1, beta2, eps, weight decay, maximize,
// decoupled; own: −lr / (1 − beta1ᵗ), √(1 − beta2ᵗ).
struct Adam {
  static constexpr const char* name = "adam";
  template <class T> static void run(const Part<T>& part, const double* number, int64_t n) {
    const double decay = number[4];
    const bool decoupled = number[6] != 0;
    T room[kBlock];
    T* const p = part.of[0];
    const T* g = gradient(room, part.of[1], p, number[5] != 0, decoupled ? 0 : decay, n);
    if (decoupled && decay != 0) scaleBy(p, T(1 - number[0] * decay), n);
    average(part.of[2], g, T(number[1]), T(1 - number[1]), n);
    averageSquares(part.of[3], g, T(number[2]), T(1 - number[2]), n);
    const T* second = part.of[3];
    if (part.of[4]) {
      raise(part.of[4], second, n);
      second = part.of[4];
    }
    moveByMoments(p, part.of[2], second, T(part.own[1]), T(number[3]), T(part.own[0]), n);
  }
};

template <class T> CLONES void rootedSteps(T* to, const T* square, const T* mean, const T* g, T eps, int64_t n) {
  if (mean)
    INDEPENDENT for (int64_t i = 0; i < n; i++)
      to[i] = (T(1) / (math::sqrt(square[i] - mean[i] * mean[i]) + eps)) * g[i];
  else INDEPENDENT for (int64_t i = 0; i < n; i++) to[i] = (T(1) / (math::sqrt(square[i]) + eps)) * g[i];
}

// Arrays: the mean of g², that of g, momentum. Numbers: lr, alpha, eps, weight decay, momentum, maximize.
struct RmsProp {
  static constexpr const char* name = "rmsprop";
  template <class T> static void run(const Part<T>& part, const double* number, int64_t n) {
    const T keep = T(number[1]), take = T(1 - number[1]);
    T room[kBlock], to[kBlock];
    const T* g = gradient(room, part.of[1], part.of[0], number[5] != 0, number[3], n);
    averageSquares(part.of[2], g, keep, take, n);
    if (part.of[3]) average(part.of[3], g, keep, take, n);
    rootedSteps(to, part.of[2], part.of[3], g, T(number[2]), n);
    const T* step = to;
    if (part.of[4]) {
      average(part.of[4], step, T(number[4]), T(1), n);
      step = part.of[4];
    }
    move(part.of[0], step, T(-number[0]), n);
  }
};

struct Rule {
  const char* name;
  int least;  // so many arrays must be there
  void (*f32)(const Part<float>&, const double*, int64_t);
  void (*f64)(const Part<double>&, const double*, int64_t);
};
template <class R> constexpr Rule rule(int least) { return {R::name, least, R::template run<float>, R::template run<double>}; }
const Rule rules[] = {rule<Sgd>(2), rule<Adam>(4), rule<RmsProp>(3)};

template <class T> struct Parameter {
  Part<T> part;
  int64_t n;
};

template <class T>
void run(void (*f)(const Part<T>&, const double*, int64_t), const std::vector<Parameter<T>>& parameters,
         const double* numbers) {
  struct Piece {
    const Part<T>* part;
    int64_t begin, end;
  };
  std::vector<Piece> pieces;
  // Short ones share a piece of work: a region costs more than they do.
  int64_t all = 0;
  for (const Parameter<T>& p : parameters) {
    all += p.n;
    for (int64_t begin = 0; begin < p.n; begin += kPiece)
      pieces.push_back({&p.part, begin, std::min(p.n, begin + kPiece)});
  }
  const int64_t grain = all < 2 * kPiece ? int64_t(pieces.size()) : 1;
  pool::forPieces(int64_t(pieces.size()), grain, [&](int64_t first, int64_t last) {
    for (int64_t i = first; i < last; i++)
      for (int64_t at = pieces[i].begin; at < pieces[i].end; at += kBlock) {
        Part<T> part = *pieces[i].part;
        for (T*& data : part.of)
          if (data) data += at;
        f(part, numbers, std::min(kBlock, pieces[i].end - at));
      }
  });
}

template <class T>
std::vector<Parameter<T>> parametersOf(const Rule& rule, const std::vector<Array>& data, Reader& layout, DType type) {
  std::vector<Parameter<T>> parameters;
  for (size_t i = 0; i < data.size(); i += kArrays) {
    Parameter<T> p{};
    p.n = layout.offset();
    for (int k = 0; k < kArrays; k++) {
      const Array& array = data[i + k];
      const int64_t offset = layout.offset();
      if (!array.data && array.length == 0 && k >= rule.least) continue;
      if (array.type != type)
        throw Refusal{Refusal::type, std::string("data: expected elements of ") + nameOf(type) + ", got " + nameOf(array.type)};
      p.part.of[k] = spanOf<T>(array, offset, p.n);
    }
    for (double& own : p.part.own) own = layout.number();
    parameters.push_back(p);
  }
  return parameters;
}

}  // namespace

Names stepNames() { return namesOf(rules); }

// (rule, data, layout, numbers); data: kArrays typed arrays or null per parameter; layout: per parameter its number of
// elements, an offset for each array, and its own two numbers
void step(Call& call) {
  const Rule& rule = rowOf(call, rules);
  const std::vector<Array> data = call.arrays(1, "data");
  Reader layout(call.array(2, "layout", DType::f64));
  const Array numbers = call.array(3, "numbers", DType::f64);
  const double* const number = spanOf<double>(numbers, 0, kNumbers);
  if (data.size() % kArrays != 0) throw Refusal{Refusal::range, "data: expected five arrays for each parameter"};
  if (data.empty()) return;
  if (data[0].type == DType::f32) return run(rule.f32, parametersOf<float>(rule, data, layout, DType::f32), number);
  if (data[0].type == DType::f64) return run(rule.f64, parametersOf<double>(rule, data, layout, DType::f64), number);
  throw Refusal{Refusal::type, std::string("data: expected floats, got ") + nameOf(data[0].type)};
}

}  // namespace tsgrad
