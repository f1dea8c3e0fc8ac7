// What the stub's declarations promise, as far as the tests run it.
const make = (shape) => ({
  shape,
  add: () => make(shape),
  matmul: (o) => make([shape[0], o.shape[1]]),
  sum: () => make([]),
  item: () => 0,
})
module.exports = {
  randn: (...size) => make(size),
  zeros: (...size) => make(size),
  tensor: () => make([]),
  manualSeed: () => {},
  nn: {
    Module: class {
      training = true
    },
    Linear: class {
      constructor(i, o) {
        this.weight = make([o, i])
      }
    },
  },
  html: (strings) => strings.join(''),
}
