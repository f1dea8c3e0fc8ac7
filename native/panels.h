// The matrix of windows in panels of tiles::kPanel columns (tiles.h), over the places of several images in a row: small
// images fill whole panels together.
#pragma once
#include <vector>

#include "columns.h"
#include "tiles.h"

namespace tsgrad {

class Panels {
 public:
  Panels(const Windows& at, int64_t images) : at_(at), planes_(at), images_(images) {
    const int64_t origin = planes_.startOf(0, 0, 0, 0);
    taps_.reserve(at.depth());
    for (int64_t c = 0; c < at.channels; c++)
      for (int64_t i = 0; i < at.down.kernel; i++)
        for (int64_t j = 0; j < at.across.kernel; j++) taps_.push_back(planes_.startOf(c, i, j, 0) - origin);
  }

  // The room for the planes of all the images, and that for a panel.
  int64_t planesSize() const { return images_ * planes_.size(); }
  int64_t panelSize() const { return at_.depth() * tiles::kPanel; }

  // Images that lie one after the other, into planes whose borders are zeros already.
  void fill(float* planes, const float* image, int64_t images) const {
    const int64_t size = at_.channels * at_.height * at_.width;
    for (int64_t i = 0; i < images; i++, planes += planes_.size(), image += size)
      planes_.forPlanes([&](int64_t to, int64_t from, int64_t count) {
        tiles::copy(planes + to, planes_.wide(), image + from, at_.width, at_.height, count, at_.across.stride);
      });
  }

  // Places [first, first + count) as columns; what is behind them in the panel means nothing.
  void pack(float* panel, const float* planes, int64_t first, int64_t count) const {
    constexpr int64_t lanes = 16;
    const int64_t columns = at_.columns(), places = at_.places();
    tiles::Part parts[tiles::kPanel];
    int64_t n = 0, ends[tiles::kPanel / lanes] = {};
    for (int64_t to = 0; to < count;) {
      const int64_t image = (first + to) / places, row = (first + to) % places / columns;
      const int64_t column = (first + to) % columns, lane = to % lanes;
      // As far as the row of places, the vector and the panel go.
      const int64_t length = std::min({columns - column, lanes - lane, count - to});
      parts[n++] = {image * planes_.size() + planes_.startOf(0, 0, 0, row) + column - lane,
                    uint16_t(((1 << length) - 1) << lane)};
      ends[to / lanes] = n;
      to += length;
    }
    tiles::pack(panel, planes, taps_.data(), at_.depth(), parts, ends, (count + lanes - 1) / lanes);
  }

  // body(image, first place inside of it, column, how many) for the parts of a panel that lie in one image each.
  template <class Body> void forImages(int64_t first, int64_t count, const Body& body) const {
    const int64_t places = at_.places();
    for (int64_t done = 0; done < count;) {
      const int64_t place = (first + done) % places, n = std::min(places - place, count - done);
      body((first + done) / places, place, done, n);
      done += n;
    }
  }

 private:
  const Windows at_;
  const Planes<float> planes_;
  const int64_t images_;
  std::vector<int64_t> taps_;  // where each row of the matrix begins in the planes, from its first place
};

}  // namespace tsgrad
