import { table } from '../ops/table.js'

table('inference')
