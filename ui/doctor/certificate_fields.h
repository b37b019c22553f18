// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/client_certificate.h"

#include <QWidget>

class QLineEdit;

namespace fanlight {

class UiState;

// Which certificate the doctor shows where one is asked for: its file, and that of its key. Both
// are remembered; what they hold is not. Main thread; owned by the doctor's page.
class CertificateFields : public QWidget {
    Q_OBJECT
public:
    explicit CertificateFields(UiState& state, QWidget* parent = nullptr); // which outlives it

    QLineEdit* fileEdit() const { return m_file; }
    QLineEdit* keyEdit() const { return m_key; }
    ClientCertificate certificate() const; // as it is filled in
    QString problem() const; // of the files, which are read; empty: none
    void keep();

Q_SIGNALS:
    void edited();
    void entered(); // Return in one of them

private:
    QWidget* withChooser(QLineEdit& edit, const QString& name, const QString& title);

    UiState& m_state;
    QLineEdit* m_file;
    QLineEdit* m_key;
};

} // namespace fanlight
