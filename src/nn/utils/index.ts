/** torch.nn.utils: gradients held in bounds, parameters as one vector. */
export { type ClipOptions, clipGradNorm_, clipGradValue_, getTotalNorm } from './clip.js'
export { parametersToVector, vectorToParameters } from './vector.js'
