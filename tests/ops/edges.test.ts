import { table } from './table.js'

table('edges')
