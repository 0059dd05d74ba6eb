export { GET } from "../search/route";
