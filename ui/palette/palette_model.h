// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

namespace fanlight {

class Palette;

// What a palette has found, as a list; main thread.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { DetailRole = Qt::UserRole, KindRole, KeysRole, PlacesRole };

    explicit PaletteModel(const Palette& palette, QObject* parent = nullptr); // must outlive it

    void pull();
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    const Palette& m_palette;
    int m_rows = 0;
};

} // namespace fanlight
