import { table } from './table.js'

table('rearrange')
