/** torch.optim: optimizers, and schedules for their learning rates. */
export { Adam, type AdamOptions, AdamW } from './adam.js'
export * as lrScheduler from './lr-scheduler/index.js'
export { type GroupInput, Optimizer, type OptimizerState, type ParamGroup, type Params } from './optimizer.js'
export { RMSprop, type RMSpropOptions } from './rmsprop.js'
export { SGD, type SGDOptions } from './sgd.js'
