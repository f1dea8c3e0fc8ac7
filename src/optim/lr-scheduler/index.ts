/** torch.optim.lr_scheduler: learning rates that change as training goes on. */
export { OneCycleLR, type OneCycleOptions } from './one-cycle.js'
export { LRScheduler } from './scheduler.js'
export {
  CosineAnnealingLR,
  type CosineOptions,
  ExponentialLR,
  type GammaOptions,
  LambdaLR,
  LinearLR,
  type LinearLROptions,
  MultiStepLR,
  SequentialLR,
  StepLR,
} from './schedules.js'
