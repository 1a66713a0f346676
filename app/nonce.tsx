import { createContext, useContext } from "react";

/** This request's nonce for inline scripts; empty in the browser, which has no use for it after the first load. */
export const NonceContext = createContext("");
export const useNonce = () => useContext(NonceContext);
