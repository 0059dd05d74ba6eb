export { GET } from "../receipts/route";
