// The Swagger UI of this server: which documents there are, the key while the tab lives, and how an
// operation is asked by programs.
'use strict';

(() => {
  const documents = JSON.parse(document.currentScript.dataset.documents);
  const REMEMBERED = 'member-directory-key';

  /** Keeps the key for as long as the tab lives: it goes to no disk. */
  const KeepKey = () => ({
    statePlugins: {
      auth: {
        wrapActions: {
          authorize: (go) => (given) => {
            sessionStorage.setItem(REMEMBERED, Object.values(given)[0]?.value ?? '');
            return go(given);
          },
          logout: (go) => (names) => {
            sessionStorage.removeItem(REMEMBERED);
            return go(names);
          },
        },
      },
    },
  });

  /** The address of an operation, with the examples of its parameters. */
  function address(path, parameters) {
    const example = (parameter) => {
      const { schema } = parameter;
      const value = parameter.example ?? schema?.example ?? schema?.default;
      return Array.isArray(value) ? value.join(',') : value;
    };
    const query = new URLSearchParams();
    for (const parameter of parameters) {
      const value = example(parameter);
      if (value === undefined) continue;
      if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
      else if (parameter.in === 'query' && (parameter.required || parameter.example !== undefined)) {
        query.set(parameter.name, value);
      }
    }
    const root = new URL('..', location.href).href.replace(/\/$/, '');
    return root + path + (query.size ? `?${query}` : '');
  }

  const samples = {
    curl: (url) => `curl '${url}'`,
    JavaScript: (url, isJson) =>
      `const answer = await fetch('${url}');\nif (!answer.ok) throw new Error(await answer.text());\n`
      + `const found = await answer.${isJson ? 'json' : 'text'}();`,
    Python: (url, isJson) => isJson
      ? `import json\nfrom urllib.request import urlopen\n\nwith urlopen('${url}') as answer:\n    found = json.load(answer)`
      : `from urllib.request import urlopen\n\nwith urlopen('${url}') as answer:\n    found = answer.read()`,
  };

  /** What a program writes to ask a public operation, above its answers. */
  const Samples = () => ({
    wrapComponents: {
      responses: (Responses, { React }) => (props) => {
        const h = React.createElement;
        const operation = props.specSelectors.specJsonWithResolvedSubtrees().getIn(['paths', props.path, props.method]);
        const whole = operation?.toJS();
        if (!whole || props.method !== 'get' || whole.security?.length) return h(Responses, props);
        const url = address(props.path, whole.parameters ?? []);
        const isJson = Object.keys(whole.responses?.['200']?.content ?? {}).some((type) => /json$/.test(type));
        return h(React.Fragment, null,
          h('div', { className: 'samples' }, Object.entries(samples).map(([name, write]) =>
            h('details', { key: name, open: name === 'curl' },
              h('summary', null, name), h('pre', null, write(url, isJson))))),
          h(Responses, props));
      },
    },
  });

  const ui = window.SwaggerUIBundle({
    urls: documents,
    dom_id: '#swagger-ui',
    deepLinking: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: -1,
    docExpansion: documents.length > 1 ? 'none' : 'list',
    filter: true,
    // Otherwise the page sends the document to a service elsewhere.
    validatorUrl: 'none',
    presets: [window.SwaggerUIBundle.presets.apis, window.SwaggerUIStandalonePreset],
    plugins: [KeepKey, Samples],
    layout: 'StandaloneLayout',
    onComplete: () => {
      const key = sessionStorage.getItem(REMEMBERED);
      if (key) ui.preauthorizeApiKey('key', key);
    },
  });
  window.ui = ui;
})();
