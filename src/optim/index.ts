/** torch.optim: optimizers, and schedules for their learning rates. */
export { Optimizer, type OptimizerState, type ParamGroup, type Params } from './optimizer.js'
export { SGD, type SGDOptions } from './sgd.js'
