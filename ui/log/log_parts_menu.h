// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <QStringList>

namespace fanlight {

class LogModel;

// Which parts of the program have their lines shown, each with how many there are; made anew
// whenever it opens. Main thread; owned by the page.
class LogPartsMenu : public QMenu {
    Q_OBJECT
public:
    // The model must outlive it.
    explicit LogPartsMenu(const LogModel& model, QWidget* parent = nullptr);

    const QStringList& hidden() const { return m_hidden; }
    void setHidden(const QStringList& hidden); // tells of it
    QString buttonText() const; // "Parts: 2 hidden"

Q_SIGNALS:
    void hiddenChanged(const QStringList& hidden);

private:
    void build();

    const LogModel& m_model;
    QStringList m_hidden; // categories
};

} // namespace fanlight
