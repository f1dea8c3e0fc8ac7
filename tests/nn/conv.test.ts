import { table } from '../ops/table.js'

table('nn_conv')
