export * from './errors.js';
export * from './generated/apis/index.js';
export * from './generated/models/index.js';
export type {ProblemCode} from './generated/problem-codes.js';
export {optionsFromEnvironment, type TokenSource, type VoxOptions} from './options.js';
export {all, type Page} from './pages.js';
export {VERSION} from './version.js';
export {type FollowOptions, Vox} from './vox.js';
