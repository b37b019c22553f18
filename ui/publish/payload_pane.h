// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/worker.h"

#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QLabel;
class QPushButton;

namespace fanlight {

class PayloadEditor;
class ProblemPill;
class Theme;

// The payload of a notification: where it is written, what is wrong with it, and what can be done
// to it. Main thread; owned by the form.
class PayloadPane : public QWidget {
    Q_OBJECT
public:
    explicit PayloadPane(const Theme& theme, QWidget* parent = nullptr);

    PayloadEditor& editor() { return *m_editor; }
    const PayloadEditor& editor() const { return *m_editor; }
    void load(const QString& text, bool plainText); // can be undone
    void loadFile(const QString& path); // read aside; what is wrong is said beneath the payload
    void setDataLimit(qint64 bytes) { m_dataLimit = bytes; }

Q_SIGNALS:
    void changed(); // with every key

private:
    QBoxLayout* makeTitle();
    QBoxLayout* makeTools();
    void askForFile();
    void showState();

    qint64 m_dataLimit = 0;
    PayloadEditor* m_editor;
    ProblemPill* m_state;
    QLabel* m_fileProblem;
    QCheckBox* m_plainText;
    QPushButton* m_format;
    QPushButton* m_file;
    Worker m_reader; // its end waits for a file that is being read
};

} // namespace fanlight
