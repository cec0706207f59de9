"""The biographies of paragraphs and of comments."""
