/* The Calculate screen: an operation chosen, a calculation of before, a question chosen. */
(() => {
  const {links, fill, press, arrivals} = window.tutor;

  function send(name, text) {
    fill(document.querySelector('#wire-calculate-text :is(textarea, input)'), text);
    press(`#wire-${name}`);
  }

  links.operation = name => send('operation', name);
  links.recall = number => { send('recall', number); window.scrollTo({top: 0}); };
  links.change = number => send('change', number);
  links.calculate = (_, link) => {
    fill(document.querySelector('#free-line textarea'), link.title);
    press('#calculate-go');
  };

  // The form of a chosen operation comes into view, with the focus in its first field.
  let shown = null;
  window.tutor.everyChange.push(() => {
    const head = document.querySelector('#operation-head h2');
    const name = head?.offsetParent ? head.textContent : null;
    if (name === shown) return;
    shown = name;
    if (name) setTimeout(() => {
      document.querySelector('#form')?.scrollIntoView({block: 'nearest'});
      document.querySelector('#form .fields :is(textarea, input)')?.focus({preventScroll: true});
    }, 100);
  });

  // A result that is calculated out of sight, below its form, comes into view.
  let result = null;
  window.tutor.everyChange.push(() => {
    const now = document.querySelector('#calculation .calculation, #calculation .failure');
    if (now === result) return;
    result = now;
    if (now?.getBoundingClientRect().top > innerHeight - 160) now.scrollIntoView({block: 'start'});
  });
})();
