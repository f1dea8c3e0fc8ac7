// The k first elements of an order along rows. NaN is above everything.
#include <algorithm>
#include <utility>
#include <vector>

#include "rows.h"

namespace tsgrad {
namespace {

// PyTorch's algorithm (aten/src/ATen/native/TopKImpl.h), step by step, since the standard library's order of equals shows in
// what it picks. Kept for rows where equals are among the picked.
template <class T> using Entry = std::pair<T, int64_t>;
template <class T> bool isNan(T x) { return x != x; }

template <class T> void pickAsPyTorch(std::vector<Entry<T>>& queue, const T* a, int64_t n, int64_t k, bool largest, bool sorted) {
  queue.resize(n);
  for (int64_t i = 0; i < n; i++) queue[i] = {a[i], i};
  const auto pick = [&](auto before) {
    if (k <= n / 64) return std::partial_sort(queue.begin(), queue.begin() + k, queue.end(), before);
    std::nth_element(queue.begin(), queue.begin() + (k - 1), queue.end(), before);
    if (sorted) std::sort(queue.begin(), queue.begin() + (k - 1), before);
  };
  if (largest)
    pick([](const Entry<T>& x, const Entry<T>& y) {
      return (isNan(x.first) && !isNan(y.first)) || x.first > y.first;
    });
  else
    pick([](const Entry<T>& x, const Entry<T>& y) {
      return (!isNan(x.first) && isNan(y.first)) || x.first < y.first;
    });
}

// A block's first key of the order tells whether it has anything to give.
constexpr int64_t kBlock = 32;

template <class T> CLONES void firstOfBlocks(KeyOf<T>* least, const T* a, int64_t blocks, int64_t size, KeyOf<T> flip) {
  for (int64_t b = 0; b < blocks; b++) {
    KeyOf<T> lane[kBlock];
    for (int64_t i = 0; i < kBlock; i++) lane[i] = ~KeyOf<T>(0);
    for (int64_t from = b * size; from < (b + 1) * size; from += kBlock)
      for (int64_t i = 0; i < kBlock; i++) lane[i] = std::min<KeyOf<T>>(lane[i], keyOf(a[from + i]) ^ flip);
    KeyOf<T> all = lane[0];
    for (int64_t i = 1; i < kBlock; i++) all = std::min(all, lane[i]);
    least[b] = all;
  }
}

// Everything that may be among the k first: at least k blocks begin at or before the k-th of the blocks' first keys.
template <class T>
void candidatesOf(std::vector<ItemOf<T>>& found, std::vector<KeyOf<T>>& least, const T* a, int64_t n, int64_t k, KeyOf<T> flip) {
  const auto take = [&](int64_t from, int64_t to, KeyOf<T> limit) {
    for (int64_t i = from; i < to; i++) {
      const auto item = itemOf(a[i], i, flip);
      if (item.key() <= limit) found.push_back(item);
    }
  };
  found.clear();
  const int64_t size = kBlock * std::clamp<int64_t>(n / kBlock / (16 * k), 1, 32), blocks = n / size;
  if (blocks < 2 * k) return take(0, n, ~KeyOf<T>(0));
  least.resize(2 * blocks);
  firstOfBlocks(least.data(), a, blocks, size, flip);
  std::copy_n(least.begin(), blocks, least.begin() + blocks);
  std::nth_element(least.begin() + blocks, least.begin() + blocks + (k - 1), least.end());
  const KeyOf<T> limit = least[blocks + (k - 1)];
  for (int64_t b = 0; b < blocks; b++)
    if (least[b] <= limit) take(b * size, (b + 1) * size, limit);
  take(blocks * size, n, limit);
}

// The k first of the candidates, in order. False: some are equal, and which of them come first is PyTorch's choice.
template <class Item> bool orderFirst(std::vector<Item>& found, int64_t k) {
  const auto kth = found.begin() + (k - 1);
  std::nth_element(found.begin(), kth, found.end());
  if (std::any_of(kth + 1, found.end(), [&](const Item& item) { return item.key() == kth->key(); })) return false;
  std::sort(found.begin(), kth);
  return std::adjacent_find(found.begin(), kth + 1, [](const Item& x, const Item& y) { return x.key() == y.key(); }) == kth + 1;
}

template <class T, class Place> void topRows(const Rows& r, bool largest, bool sorted) {
  const KeyOf<T> flip = largest ? ~KeyOf<T>(0) : 0;
  const int64_t n = r.n, k = r.width;
  pool::forPieces(r.rows, std::max<int64_t>(1, pool::kGrain / n), [&](int64_t begin, int64_t end) {
    std::vector<ItemOf<T>> found;
    std::vector<KeyOf<T>> least;
    std::vector<Entry<T>> queue;
    for (int64_t row = begin; row < end; row++) {
      const T* a = r.a.as<T>() + r.offset + row * n;
      if (sorted) {
        candidatesOf(found, least, a, n, k, flip);
        if (orderFirst(found, k)) {
          writeRow<T, Place>(r, row, found.data(), k);
          continue;
        }
      }
      pickAsPyTorch(queue, a, n, k, largest, sorted);
      for (int64_t i = 0; i < k; i++) {
        r.values.as<T>()[row * k + i] = queue[i].first;
        r.indices.as<Place>()[row * k + i] = static_cast<Place>(queue[i].second);
      }
    }
  });
}

}  // namespace

// (values, indices, a, offset, n, k, largest, sorted): the k largest (least) elements of each row. Of equals, and where they
// are not sorted, PyTorch's choice.
void topk(Call& call) {
  const int64_t n = call.integer(4, "n", 0, kMostElements), k = call.integer(5, "k", 0, n);
  const bool largest = call.boolean(6, "largest"), sorted = call.boolean(7, "sorted");
  const Rows r = readRows(call, n, k);
  if (r.rows == 0) return;
  forTypes(r, [&](auto element, auto place) { topRows<decltype(element), decltype(place)>(r, largest, sorted); });
}

}  // namespace tsgrad
