/** Data sets. */
export { getData, type Mnist, type MnistOptions, type MnistSource, mnist, type TrainingData } from './mnist.js'
