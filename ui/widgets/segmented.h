// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;

namespace fanlight {

// A row of joined buttons of which one is chosen ("1 min | 5 min | 1 h | All"). Left and right move
// the choice.
class Segmented : public QWidget {
    Q_OBJECT
public:
    explicit Segmented(const QStringList& labels, QWidget* parent = nullptr);

    int current() const;
    void setCurrent(int index); // emits changed() when it is another one
    void setLabel(int index, const QString& label);
    // Where there is no room for the labels they are cut, with the whole as a tip.
    void setShrinking();
    void setSegmentEnabled(int index, bool enabled, const QString& reason = {});

Q_SIGNALS:
    void changed(int index);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void step(int direction);

    QButtonGroup* m_group;
};

} // namespace fanlight
