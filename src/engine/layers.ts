import type { Data } from '../dtype.js'

/** What these functions work on: float32 or float64, all of one call alike. */
export type Floats = Float32Array | Float64Array

/** The rules of `step`, and what each keeps for a parameter beside it and its gradient. */
export type RuleName = 'sgd' | 'adam' | 'rmsprop'
/** Arrays of one parameter in `step`. */
export const STEP_ARRAYS = 5

/**
 * Layers' work in one pass, forward and backward: what would take several ops, each of which reads and writes all of the
 * memory. Operands are adjacent; `meta` packs sizes, then where each array begins, in the order of the arguments (0 for
 * one that is null). Nothing here is recorded: gradients of gradients are composed of ops instead.
 */
export interface LayerEngine {
  /** exp(x) / Σ exp(x) or its logarithm along n, of [outer, n, inner]. meta: outer, n, inner, offsets of out and x. */
  softmax(out: Data, x: Data, meta: Float64Array, log: boolean): void
  /** The gradient of x from the slopes g and the result y. meta: outer, n, inner, offsets of out, g and y. */
  softmaxBackward(out: Data, g: Data, y: Data, meta: Float64Array, log: boolean): void

  /**
   * −w · log p of each place's class. x is [samples, classes, inner]: log p itself, or logits if `logits` is 1; then
   * exp(x − the largest of a place) goes to `terms`, and 1 / Σ of them to `rates`, unless those are null. `target` has a
   * class (int64 or uint8) for each of samples · inner places; those whose class is `ignored` count for nothing.
   * `totals`: the sum of the losses, and of the weights. Gives the first place whose class does not exist, with nothing
   * written, or −1. meta: samples, classes, inner, ignored, logits, offsets of losses, terms, rates, x, target, weight.
   */
  classLosses(
    losses: Data,
    totals: Float64Array,
    terms: Data | null,
    rates: Data | null,
    x: Data,
    target: Data,
    weight: Data | null,
    meta: Float64Array,
  ): number
  /**
   * The gradient of logits, w · scale · g · (terms · rate − 1 at the class), or of log p, where terms and rates are null.
   * g has one slope for each place (step 1) or for all (step 0).
   * meta: samples, classes, inner, ignored, step, scale, offsets of out, g, terms, rates, target, weight.
   */
  classLossesBackward(
    out: Data,
    g: Data,
    terms: Data | null,
    rates: Data | null,
    target: Data,
    weight: Data | null,
    meta: Float64Array,
  ): void

  /**
   * Means, variances (divided by the count) and 1 / √(variance + eps), one block after the other in `statistics`.
   * x is [samples, channels, places]. With `groups` 0 each channel has its own over all samples; otherwise every sample
   * has them for each of so many groups of channels. meta: samples, channels, places, groups, offset of x, eps.
   */
  moments(statistics: Float64Array, x: Data, meta: Float64Array): void
  /**
   * (x − mean) · rate · weight + bias; one weight and bias for each channel. With `own` 1 the statistics are x's, and are
   * written first, as by `moments`. meta: samples, channels, places, groups, own, eps, offsets of out, x, weight, bias.
   */
  normalize(
    out: Data,
    x: Data,
    statistics: Float64Array,
    weight: Data | null,
    bias: Data | null,
    meta: Float64Array,
  ): void
  /**
   * The gradients that are not null. `fixed`: the statistics did not come from x (groups 0 only).
   * meta: samples, channels, places, groups, fixed, offsets of gradX, gradWeight, gradBias, g, x, weight.
   */
  normalizeBackward(
    gradX: Data | null,
    gradWeight: Data | null,
    gradBias: Data | null,
    g: Data,
    x: Data,
    statistics: Float64Array,
    weight: Data | null,
    meta: Float64Array,
  ): void

  /**
   * Images [N, C, H, W] with filters [O, C / groups, KH, KW]. The geometry, which begins the meta of all three: N, C, H, W,
   * O, groups, then kernel, stride, padding and dilation down and across. Here: offsets of out, x, weight, bias.
   */
  convolve(out: Data, x: Data, weight: Data, bias: Data | null, meta: Float64Array): void
  /** The gradient of the images. meta: the geometry, offsets of out, g, weight. */
  convolveImages(out: Data, g: Data, weight: Data, meta: Float64Array): void
  /** The gradients of filters and bias. meta: the geometry, offsets of out, bias, g, x. */
  convolveFilters(out: Data, bias: Data | null, g: Data, x: Data, meta: Float64Array): void

  /**
   * The largest element of each window, and where in its image it lies; NaN wins. meta: the number of images, then down
   * and across: the size, the number of windows, the step inside of one, and for each window where it begins, how many
   * places it sees, and a factor; then offsets of out and x.
   */
  maxPool(out: Data, places: Int32Array, x: Data, meta: Float64Array): void
  /** meta: images, elements of an image, windows of an image, offsets of out and g. */
  maxPoolBackward(out: Data, g: Data, places: Int32Array, meta: Float64Array): void
  /** The sum of each window times both factors. meta: as for `maxPool`. */
  meanPool(out: Data, x: Data, meta: Float64Array): void
  /** meta: as for `maxPool`; offsets of out and g. */
  meanPoolBackward(out: Data, g: Data, meta: Float64Array): void

  /**
   * One step of an optimizer. `data`: for each parameter five arrays: itself, its gradient, then what the rule keeps, null
   * where it does not. `layout`: for each parameter its number of elements, the five offsets, and two numbers of its own.
   *
   * | rule | keeps | own numbers | numbers |
   * | --- | --- | --- | --- |
   * | sgd | momentum | is it the first step? | lr, momentum, dampening, weightDecay, nesterov, maximize |
   * | adam | means of g and g², the largest of the latter | −lr / (1 − β₁ᵗ), √(1 − β₂ᵗ) | lr, β₁, β₂, eps, weightDecay, maximize, decoupled |
   * | rmsprop | means of g² and g, momentum | | lr, alpha, eps, weightDecay, momentum, maximize |
   *
   * `numbers` has eight places. Every operation is rounded to the dtype on its own, as ops on tensors round.
   */
  step(rule: RuleName, data: readonly (Data | null)[], layout: Float64Array, numbers: Float64Array): void
}
