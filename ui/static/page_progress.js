/* The day of the interview: the browser's own field for a date, which knows the keyboard, the phone and the language. */
(() => {
  const {tutor} = window;
  const day = () => document.querySelector('#interview-day input');
  const today = () => new Intl.DateTimeFormat('sv').format();           // 2027-01-15: Swedes write it so

  tutor.everyChange.push(() => {
    const field = day();
    if (!field || field.type === 'date') return;
    field.type = 'date';
    field.removeAttribute('maxlength');
    field.min = today();
  });

  // Half a date would be sent as none at all: the browser says at the field what is wrong with it.
  function held(event) {
    if (!day() || day().reportValidity()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  document.addEventListener('click', event => { if (event.target.closest('#set-day')) held(event); }, true);
  document.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.target === day()) held(event);
  }, true);

  tutor.links.day = () => {
    tutor.openTab('Progress');
    setTimeout(() => day()?.focus(), 100);
  };
})();
