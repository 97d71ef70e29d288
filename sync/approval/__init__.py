"""What is put forward, decided and announced, in the tab การอนุมัติ."""
