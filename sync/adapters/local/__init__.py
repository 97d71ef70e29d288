"""An office in a folder: plan.xlsx, documents as .docx, mail as .eml."""
