// Asks a catalog by Backstage's own client. Arguments: folder with node_modules, address of the site, calls as JSON
// ([[name, method, argument], …]). Prints {name: answer}; what a call throws is {error}.
import { createRequire } from "node:module";

const [folder, site, calls] = process.argv.slice(2);
const { CatalogClient } = createRequire(`${folder}/`)("@backstage/catalog-client");
const client = new CatalogClient({ discoveryApi: { getBaseUrl: async (plugin) => `${site}/api/${plugin}` } });
const answers = {};
for (const [name, method, argument] of JSON.parse(calls)) {
  try {
    answers[name] = (await client[method](argument)) ?? null;
  } catch (error) {
    answers[name] = { error: `${error}` };
  }
}
console.log(JSON.stringify(answers));
