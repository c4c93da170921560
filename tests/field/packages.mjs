// Lets Node find the packages of the client: they lie where the page was built, outside the sources.
import { register } from "node:module";

const beside = new URL("../../build/field/work/package.json", import.meta.url).href;
const hook = `export const resolve = (name, context, next) =>
  next(name, /^(\\.|\\/|node:|file:|data:)/.test(name) ? context : { ...context, parentURL: ${JSON.stringify(beside)} });`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
