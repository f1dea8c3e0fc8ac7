/** torch.utils.data: data sets, samplers and loaders; and MNIST. */
export { type Collated, defaultCollate, defaultConvert } from './collate.js'
export { ConcatDataset, Dataset, type SampleOf, type Samples, Subset, TensorDataset } from './dataset.js'
export { type BatchOf, DataLoader, type DataLoaderOptions } from './loader.js'
export { getData, type Mnist, type MnistOptions, type MnistSource, mnist, type TrainingData } from './mnist.js'
export {
  BatchSampler,
  RandomSampler,
  type RandomSamplerOptions,
  type Sampler,
  SequentialSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
  type WeightedSamplerOptions,
} from './samplers.js'
export { randomSplit, type SplitOptions } from './split.js'
