"""Talk: what people said. Files come in, frozen words and the people who said them come out."""
