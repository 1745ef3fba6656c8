// node ldfetch.mjs ADDRESS: the quads that ldfetch reads there, as JSON: subject, predicate, object and graph of each, a blank
// node without its label.
import LDFetch from 'ldfetch';

const { triples } = await new LDFetch().get(process.argv[2]);
const value = (term) => (term.termType === 'BlankNode' ? '_:' : term.value);
const quads = triples.map((quad) => [quad.subject, quad.predicate, quad.object, quad.graph].map(value));
process.stdout.write(JSON.stringify(quads));
