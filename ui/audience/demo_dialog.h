// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/demo_graph.h"

#include <QDialog>

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace fanlight {

// Asks what a made-up audience is to be like, and says what will come of it. Main thread; owned by
// the page.
class DemoDialog : public QDialog {
    Q_OBJECT
public:
    // `users` proposed, as test clients are connected; `most` memberships that the hub can keep, 0:
    // no limit known.
    DemoDialog(int users, quint64 most, QWidget* parent);

    DemoGraphPlan plan() const;
    bool withInterests() const;
    void setPlan(const DemoGraphPlan& plan);
    QString previewText() const;
    QPushButton* generateButton() const { return m_generate; }

Q_SIGNALS:
    void chosen();

private:
    void preview();

    const quint64 m_most;
    QSpinBox* m_users;
    QSpinBox* m_authors;
    QDoubleSpinBox* m_mean;
    QDoubleSpinBox* m_skew;
    QSpinBox* m_seed;
    QCheckBox* m_interests;
    QLabel* m_preview;
    QPushButton* m_generate;
};

} // namespace fanlight
