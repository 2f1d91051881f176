"""What all tests share. Its place puts this folder on the import path, so that tests find `helpers`."""
