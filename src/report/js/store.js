/** A few values and those who want to know when one of them changes. */
export function createStore(values) {
  const listeners = [];
  return {
    get: (name) => values[name],
    /** Sets values; listeners of those that differ are called once each. */
    set(changes) {
      const changed = Object.keys(changes).filter((name) => values[name] !== changes[name]);
      Object.assign(values, changes);
      listeners.filter(([names]) => names.some((name) => changed.includes(name))).forEach(([, call]) => call());
    },
    on(names, call) {
      listeners.push([names, call]);
    },
  };
}
